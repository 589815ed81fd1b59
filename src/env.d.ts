/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** Handed over by src/server.ts. */
    app?: import('#src/context.ts').App;
    requestId: string;
    clientAddress: string;
    /** A file that came with the form and stands on disk already (src/http/upload.ts). */
    upload?: import('#src/services/package/upload.ts').Received;
    ctx: import('#src/services/context.ts').Context;
    /** What goes into a package, for the page that renders it. */
    exported?: import('#src/services/export/plan.ts').ExportPlan;
    /** A form that came back, or one that was left half filled in. */
    form?: import('#src/actions/form-state.ts').SubmittedForm;
    /** What a form made that its page shows once: a secret is in no address. */
    shown?: {
      link?: import('#src/services/group-link/keep.ts').MadeLink;
      cards?: import('#src/services/sign-in-card/make.ts').PrintedCard[];
      list?: import('#src/services/membership/list.ts').CheckedList;
      codes?: string[];
      /** Where an account elsewhere asks to sign in. */
      away?: string;
    };
    /** What a script gets that asked for it, besides whether it was done. */
    answer?: unknown;
    /** What went wrong where nobody can mend it, as it was thrown: for the log only. */
    cause?: unknown;
    /** The error page to show instead of the one that was asked for. */
    failure?: { status: number; message?: string };
  }
}
