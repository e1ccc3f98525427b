/**
 * The object types of the sandbox portal and their properties, after HubSpot's default properties; those that no part
 * of this project reads are left out. The goldenrod properties are born with the portal.
 */
import { type ObjectTypeTable, parseObjectType } from './parse-object-type.ts';
import { PIPELINES } from './pipelines.ts';
import type { ObjectTypeSpec } from './property-spec.ts';

const SYSTEM = `
  hs_object_id           number/number readonly
  hs_createdate          datetime/date readonly
  hs_lastmodifieddate    datetime/date readonly
  hs_merged_object_ids   enumeration/checkbox readonly
  hs_object_source       string/text readonly
  hs_created_by_user_id  number/number readonly
  hs_updated_by_user_id  number/number readonly
  hubspot_owner_id       enumeration/select
  hubspot_owner_assigneddate datetime/date readonly
`;

const GOLDENROD = `
  goldenrod_id               string/text ours
  goldenrod_key              string/text unique ours
  goldenrod_clv              number/number ours
  goldenrod_trend            string/text ours
  goldenrod_churn_risk       number/number ours
  goldenrod_health           number/number ours
  goldenrod_health_band      string/text ours
  goldenrod_tier             string/text ours
  goldenrod_reasons          string/textarea ours
  goldenrod_scored_on        date/date ours
  goldenrod_sla_status       enumeration/select(on_track|due_soon|breached|paused|met|missed) ours
  goldenrod_sla_next_due     datetime/date ours
  goldenrod_sla_next_metric  string/text ours
  goldenrod_sla_breaches_90d number/number ours
  goldenrod_sla_reason       string/textarea ours
`;

const LIFECYCLE =
  'subscriber|lead|marketingqualifiedlead|salesqualifiedlead|opportunity|customer|evangelist|other';
const stages = (type: string) =>
  (PIPELINES[type] ?? [])
    .flatMap((pipeline) => pipeline.stages.map(({ id, label }) => `${id}:${label}`))
    .join('|');
const pipelineIds = (type: string) =>
  (PIPELINES[type] ?? []).map(({ id, label }) => `${id}:${label}`).join('|');

const TABLES: readonly ObjectTypeTable[] = [
  {
    name: 'companies',
    singular: 'company',
    typeId: '0-2',
    legacyName: 'COMPANY',
    defaultProperties: ['name', 'domain', 'createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    modifiedProperty: 'hs_lastmodifieddate',
    createdProperty: 'createdate',
    required: [],
    ignoresUnknown: false,
    properties: `${SYSTEM}${GOLDENROD}
      createdate            datetime/date readonly
      name                  string/text
      domain                string/text
      hs_additional_domains enumeration/checkbox
      website               string/text
      phone                 string/phonenumber
      fax                   string/text
      email                 string/text
      address               string/text
      address2              string/text
      city                  string/text
      state                 string/text
      zip                   string/text
      country               string/text
      hs_country_code       string/text
      hs_state_code         string/text
      industry              enumeration/select
      description           string/textarea
      about_us              string/textarea
      numberofemployees     number/number
      annualrevenue         number/number
      founded_year          string/text
      is_public             bool/booleancheckbox
      type                  enumeration/radio(PROSPECT:Prospect|PARTNER:Partner|RESELLER:Reseller|VENDOR:Vendor|OTHER:Other)
      lifecyclestage        enumeration/radio(${LIFECYCLE})
      hs_lead_status        enumeration/radio
      hs_parent_company_id  number/number readonly
      linkedin_company_page string/text
      facebook_company_page string/text
      twitterhandle         string/text
      timezone              string/text
      num_associated_contacts number/number readonly
      vat_id                string/text
      duns_number           string/text
      lei                   string/text
      company_number        string/text
      legal_name            string/text`,
  },
  {
    name: 'contacts',
    singular: 'contact',
    typeId: '0-1',
    legacyName: 'CONTACT',
    defaultProperties: ['firstname', 'lastname', 'email', 'createdate', 'lastmodifieddate', 'hs_object_id'],
    modifiedProperty: 'lastmodifieddate',
    createdProperty: 'createdate',
    required: [],
    ignoresUnknown: false,
    properties: `${SYSTEM}${GOLDENROD}
      createdate            datetime/date readonly
      lastmodifieddate      datetime/date readonly
      email                 string/text unique
      hs_additional_emails  enumeration/checkbox
      work_email            string/text
      firstname             string/text
      middlename            string/text
      lastname              string/text
      salutation            string/text
      suffix                string/text
      phone                 string/phonenumber
      mobilephone           string/phonenumber
      fax                   string/phonenumber
      jobtitle              string/text
      company               string/text
      associatedcompanyid   number/number readonly
      website               string/text
      address               string/text
      city                  string/text
      state                 string/text
      zip                   string/text
      country               string/text
      hs_country_region_code string/text
      date_of_birth         string/text
      gender                string/text
      hs_linkedin_url       string/text
      linkedinbio           string/text
      twitterhandle         string/text
      hs_language           enumeration/select
      lifecyclestage        enumeration/radio(${LIFECYCLE})
      hs_lead_status        enumeration/radio
      hs_calculated_merged_vids enumeration/text readonly
      hs_is_unworked        bool/booleancheckbox readonly`,
  },
  {
    name: 'deals',
    singular: 'deal',
    typeId: '0-3',
    legacyName: 'DEAL',
    defaultProperties: [
      'dealname',
      'amount',
      'closedate',
      'pipeline',
      'dealstage',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
    ],
    modifiedProperty: 'hs_lastmodifieddate',
    createdProperty: 'createdate',
    required: [],
    ignoresUnknown: false,
    properties: `${SYSTEM}
      createdate         datetime/date
      dealname           string/text
      amount             number/number
      amount_in_home_currency number/number readonly
      deal_currency_code enumeration/select
      closedate          datetime/date
      pipeline           enumeration/select(${pipelineIds('deals')})
      dealstage          enumeration/radio(${stages('deals')})
      dealtype           enumeration/radio(newbusiness|existingbusiness)
      description        string/textarea
      hs_is_closed       bool/booleancheckbox readonly
      hs_is_closed_won   bool/booleancheckbox readonly
      goldenrod_id       string/text ours
      goldenrod_key      string/text unique ours`,
  },
  {
    name: 'tickets',
    singular: 'ticket',
    typeId: '0-5',
    legacyName: 'TICKET',
    defaultProperties: [
      'content',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_category',
      'hs_ticket_priority',
      'subject',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
    ],
    modifiedProperty: 'hs_lastmodifieddate',
    createdProperty: 'createdate',
    required: ['subject', 'hs_pipeline_stage'],
    ignoresUnknown: false,
    properties: `${SYSTEM}${GOLDENROD}
      createdate         datetime/date
      closed_date        datetime/date
      subject            string/text
      content            string/textarea
      hs_pipeline        enumeration/select(${pipelineIds('tickets')})
      hs_pipeline_stage  enumeration/radio(${stages('tickets')})
      hs_ticket_priority enumeration/select(LOW:Low|MEDIUM:Medium|HIGH:High|URGENT:Urgent)
      hs_ticket_category enumeration/select(PRODUCT_ISSUE|BILLING_ISSUE|FEATURE_REQUEST|GENERAL_INQUIRY)
      source_type        enumeration/radio(CHAT|EMAIL|FORM|PHONE)
      hs_resolution      enumeration/select
      last_reply_date    datetime/date
      first_agent_reply_date datetime/date
      hs_is_closed       bool/booleancheckbox readonly`,
  },
  {
    name: 'tasks',
    singular: 'task',
    typeId: '0-27',
    legacyName: 'TASK',
    defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    modifiedProperty: 'hs_lastmodifieddate',
    createdProperty: 'hs_createdate',
    required: ['hs_timestamp'],
    ignoresUnknown: true,
    properties: `${SYSTEM}
      hs_timestamp      datetime/date
      hs_task_subject   string/text
      hs_task_body      string/html
      hs_task_status    enumeration/select(NOT_STARTED|IN_PROGRESS|WAITING|COMPLETED|DEFERRED)
      hs_task_priority  enumeration/select(NONE|LOW|MEDIUM|HIGH)
      hs_task_type      enumeration/select(EMAIL|CALL|TODO|LINKED_IN|MEETING)
      hs_task_reminders string/text
      hs_task_completion_date datetime/date readonly`,
  },
  {
    name: 'emails',
    singular: 'email',
    typeId: '0-49',
    legacyName: 'EMAIL',
    defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    modifiedProperty: 'hs_lastmodifieddate',
    createdProperty: 'hs_createdate',
    required: ['hs_timestamp', 'hs_email_direction'],
    ignoresUnknown: true,
    properties: `${SYSTEM}
      hs_timestamp       datetime/date
      hs_email_direction enumeration/select(EMAIL|INCOMING_EMAIL|FORWARDED_EMAIL|DRAFT_EMAIL)
      hs_email_status    enumeration/select(BOUNCED|FAILED|SCHEDULED|SENDING|SENT)
      hs_email_subject   string/text
      hs_email_text      string/textarea
      hs_email_html      string/html
      hs_email_headers   string/textarea
      hs_email_from_email string/text
      hs_email_from_firstname string/text
      hs_email_from_lastname string/text
      hs_email_to_email  string/text
      hs_attachment_ids  enumeration/checkbox`,
  },
  {
    name: 'notes',
    singular: 'note',
    typeId: '0-46',
    legacyName: 'NOTE',
    defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    modifiedProperty: 'hs_lastmodifieddate',
    createdProperty: 'hs_createdate',
    required: ['hs_timestamp'],
    ignoresUnknown: true,
    properties: `${SYSTEM}
      hs_timestamp      datetime/date
      hs_note_body      string/html
      hs_attachment_ids enumeration/checkbox`,
  },
];

/** A portal's own copy. */
export function objectTypes(): ObjectTypeSpec[] {
  return TABLES.map(parseObjectType);
}
