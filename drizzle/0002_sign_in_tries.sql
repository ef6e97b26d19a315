CREATE TABLE "sign_in_tries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sign_in_tries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_hash" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_in_try_kind" CHECK ("sign_in_tries"."kind" in ('ask', 'code'))
);
--> statement-breakpoint
CREATE INDEX "sign_in_tries_by_subject" ON "sign_in_tries" USING btree ("kind","subject_hash","at");
--> statement-breakpoint
-- No role reads or writes it: only the two functions below do, and only the system may call them.
ALTER TABLE public.sign_in_tries ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON public.sign_in_tries FROM PUBLIC, anon, authenticated;
--> statement-breakpoint
-- Takes one of `most` tries that a subject has within `span`. Counting and taking are one step per subject, so that tries sent at the same
-- moment cannot all pass. A try that is not allowed is not counted, and rows of yesterday go.
CREATE FUNCTION app.take_sign_in_try(what text, subject bytea, most integer, span interval)
RETURNS TABLE (allowed boolean, remaining integer, again_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE used integer; oldest timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(what || ':' || encode(subject, 'hex'), 7110312));
  DELETE FROM public.sign_in_tries t WHERE t.at < now() - interval '1 day';
  SELECT count(*)::integer, min(t.at) INTO used, oldest
  FROM public.sign_in_tries t WHERE t.kind = what AND t.subject_hash = subject AND t.at > now() - span;
  IF used >= most THEN
    RETURN QUERY SELECT false, 0, oldest + span;
  ELSE
    INSERT INTO public.sign_in_tries (kind, subject_hash) VALUES (what, subject);
    RETURN QUERY SELECT true, most - used - 1, NULL::timestamptz;
  END IF;
END $$;
-- A right code ends the count of that subject.
CREATE FUNCTION app.forget_sign_in_tries(subject bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$ DELETE FROM public.sign_in_tries t WHERE t.subject_hash = subject $$;
REVOKE EXECUTE ON FUNCTION app.take_sign_in_try(text, bytea, integer, interval), app.forget_sign_in_tries(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.take_sign_in_try(text, bytea, integer, interval), app.forget_sign_in_tries(bytea) TO plumbline_system;
