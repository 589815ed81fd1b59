DROP INDEX `audit_event_at`;--> statement-breakpoint
DROP INDEX `audit_event_entity`;--> statement-breakpoint
CREATE INDEX `audit_event_kind` ON `audit_event` (`kind`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_event_organisation` ON `audit_event` (`organisation_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_event_at` ON `audit_event` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_event_entity` ON `audit_event` (`entity`,`entity_id`,`kind`,`at`);--> statement-breakpoint
CREATE INDEX `employment_until` ON `employment` (`until`);--> statement-breakpoint
CREATE INDEX `person_merged` ON `person` (`merged_into_id`) WHERE "person"."merged_into_id" is not null;--> statement-breakpoint
CREATE INDEX `leader_moment` ON `leader` (`moment_id`) WHERE "leader"."moment_id" is not null;--> statement-breakpoint
CREATE INDEX `membership_employment` ON `membership` (`employment_id`);--> statement-breakpoint
CREATE INDEX `moment_starts` ON `moment` (`starts_at`);--> statement-breakpoint
CREATE INDEX `moment_ends` ON `moment` (`ends_at`);--> statement-breakpoint
CREATE INDEX `one_time_link_group` ON `one_time_link` (`group_id`) WHERE "one_time_link"."group_id" is not null;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE INDEX `outbox_person` ON `outbox` (`person_id`);--> statement-breakpoint
CREATE INDEX `assignment_reply_person` ON `assignment_reply` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `date_poll_answer_person` ON `date_poll_answer` (`person_id`);--> statement-breakpoint
CREATE INDEX `agreement_meeting` ON `agreement` (`meeting_id`);--> statement-breakpoint
CREATE INDEX `check_in_person` ON `check_in` (`person_id`);--> statement-breakpoint
CREATE INDEX `intention_person` ON `intention` (`person_id`);--> statement-breakpoint
CREATE INDEX `make_up_work_person` ON `make_up_work` (`person_id`);--> statement-breakpoint
CREATE INDEX `poll_ballot_person` ON `poll_ballot` (`person_id`);--> statement-breakpoint
CREATE INDEX `poll_vote_poll` ON `poll_vote` (`poll_id`,`option_id`);--> statement-breakpoint
CREATE INDEX `run_note_person` ON `run_note` (`person_id`);