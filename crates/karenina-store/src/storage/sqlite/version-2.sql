-- The rows of one change set are found without looking at all others.
CREATE INDEX items_by_change_set ON items (change_set, item);
