-- Course text: filled from the repository at boot, whenever that changed.
CREATE VIRTUAL TABLE `course_text` USING fts5(
	`kind` UNINDEXED,
	`ref` UNINDEXED,
	`title`,
	`body`,
	tokenize = "unicode61 remove_diacritics 2",
	prefix = '2 3'
);
--> statement-breakpoint
-- Words of notes; the text itself stays in note. The owner is in the index too, so that a search reads only their words.
CREATE VIRTUAL TABLE `note_text` USING fts5(
	`person_id`,
	`body`,
	content = 'note',
	content_rowid = 'seq',
	tokenize = "unicode61 remove_diacritics 2",
	prefix = '2 3'
);
--> statement-breakpoint
CREATE TRIGGER `note_text_insert` AFTER INSERT ON `note` BEGIN
	INSERT INTO `note_text` (`rowid`, `person_id`, `body`) VALUES (new.`seq`, new.`person_id`, new.`body`);
END;
--> statement-breakpoint
CREATE TRIGGER `note_text_delete` AFTER DELETE ON `note` BEGIN
	INSERT INTO `note_text` (`note_text`, `rowid`, `person_id`, `body`) VALUES ('delete', old.`seq`, old.`person_id`, old.`body`);
END;
--> statement-breakpoint
CREATE TRIGGER `note_text_update` AFTER UPDATE OF `person_id`, `body` ON `note` BEGIN
	INSERT INTO `note_text` (`note_text`, `rowid`, `person_id`, `body`) VALUES ('delete', old.`seq`, old.`person_id`, old.`body`);
	INSERT INTO `note_text` (`rowid`, `person_id`, `body`) VALUES (new.`seq`, new.`person_id`, new.`body`);
END;
