/** How an account shows itself. Without a logo all its columns are null. */
export interface AccountIdentityRow {
  account_id: string;
  /** Everything but the logo, in JSON. */
  identity: string;
  logo_hash: string | null;
  logo_type: string | null;
  logo_width: number | null;
  logo_height: number | null;
  /** In base64. */
  logo: string | null;
  user_name: string;
  /** In ms. */
  changed_ms: number;
}
