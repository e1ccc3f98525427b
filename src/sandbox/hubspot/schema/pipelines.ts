/** The default pipelines of a new portal. */
export type StageSpec = { id: string; label: string; metadata: Readonly<Record<string, string>> };
export type PipelineSpec = { id: string; label: string; stages: readonly StageSpec[] };

function ticketStage(id: string, label: string, ticketState: 'OPEN' | 'CLOSED'): StageSpec {
  return { id, label, metadata: { ticketState, isClosed: String(ticketState === 'CLOSED') } };
}

function dealStage(id: string, label: string, probability: string): StageSpec {
  return { id, label, metadata: { isClosed: String(id.startsWith('closed')), probability } };
}

export const PIPELINES: Readonly<Record<string, readonly PipelineSpec[]>> = {
  tickets: [
    {
      id: '0',
      label: 'Support Pipeline',
      stages: [
        ticketStage('1', 'New', 'OPEN'),
        ticketStage('2', 'Waiting on contact', 'OPEN'),
        ticketStage('3', 'Waiting on us', 'OPEN'),
        ticketStage('4', 'Closed', 'CLOSED'),
      ],
    },
  ],
  deals: [
    {
      id: 'default',
      label: 'Sales Pipeline',
      stages: [
        dealStage('appointmentscheduled', 'Appointment Scheduled', '0.2'),
        dealStage('qualifiedtobuy', 'Qualified To Buy', '0.4'),
        dealStage('presentationscheduled', 'Presentation Scheduled', '0.6'),
        dealStage('decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'),
        dealStage('contractsent', 'Contract Sent', '0.9'),
        dealStage('closedwon', 'Closed Won', '1.0'),
        dealStage('closedlost', 'Closed Lost', '0.0'),
      ],
    },
  ],
};

/** Undefined: no such stage in any pipeline of the type. */
export function stageNamed(type: string, id: string): StageSpec | undefined {
  return (PIPELINES[type] ?? []).flatMap((pipeline) => pipeline.stages).find((stage) => stage.id === id);
}
