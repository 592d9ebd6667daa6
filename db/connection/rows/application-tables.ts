// What belongs to an application, besides its own row. All instants are in ms.

/** A reference that only one application of its account may have. */
export interface UniqueReferenceRow {
  account_id: string;
  reference: string;
  application_id: string;
}

export interface ApplicationResultRow {
  application_id: string;
  position_version: number;
  language_id: string;
  answers: string;
  scores: string;
  submitted_ms: number;
}

export interface ProgressRow {
  application_id: string;
  kind: number;
  name: string;
  value: string;
  saved_ms: number;
}
