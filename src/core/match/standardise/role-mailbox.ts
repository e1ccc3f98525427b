import { isFreeMail } from './email.ts';

/** Mailboxes of a company, not of a person: by what they are for. */
export const ROLES: ReadonlySet<string> = new Set(
  `info information infos mail email post contact contacts kontakt contacto contato contatto office buero bureau oficina admin administration
  administrator administracion administracao verwaltung amministrazione sales sale vertrieb verkauf ventas vendas ventes vendite commercial
  comercial commerciale support service services servicedesk helpdesk help kundenservice kundendienst customerservice customercare care hello
  hallo hola bonjour ciao hi team all staff everyone billing invoice invoices invoicing rechnung rechnungen facturas facturation accounts
  accounting accountspayable accountsreceivable ap ar finance finanzen buchhaltung buchhalter comptabilite contabilidad contabilita payroll
  order orders bestellung bestellungen pedidos commandes purchasing purchase procurement einkauf compras achats acquisti buying
  marketing press presse media pr news newsletter hr jobs job career careers karriere bewerbung recruiting recruitment talent personal
  enquiries enquiry inquiries inquiry anfrage anfragen questions feedback reception empfang rezeption recepcion accueil zentrale front
  frontdesk frontoffice backoffice webmaster postmaster hostmaster root it edv tech technical technik legal compliance privacy datenschutz
  security reservations reservation reservierung booking bookings reservas events shop store online web website webshop secretary secretariat
  sekretariat secretaria segreteria direction direccion director management manager general main central headquarters hq club member members
  membership school church parish kanzlei praxis rezept`.split(/\s+/),
);
/** `info2` and `sales-uk` are mailboxes of the same kind, `sales.jones` is a person's. */
const VARIANT = /^([a-z]+)(?:\d{1,3}|[-_.][a-z0-9]{1,2})$/;

/** Whether a standardised address is the mailbox of a company, which its people share. */
export function isRoleMailbox(address: string): boolean {
  const at = address.indexOf('@');
  if (at < 0) return false;
  const local = address.slice(0, at);
  if (!ROLES.has(local) && !ROLES.has(VARIANT.exec(local)?.[1] ?? '')) return false;
  return !isFreeMail(address.slice(at + 1));
}
