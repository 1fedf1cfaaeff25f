"""The append-only record: streams of chained entries, texts beside them, and the outbox.

What holds against whom:

* The web and the worker (role `app`) may read the record and call `ledger_append()`; no
  statement of theirs can change, drop or reorder an entry, or move a stream's head.
* The owner of the tables is refused every UPDATE, DELETE and TRUNCATE by triggers, and an INSERT
  of his is an append: the database itself gives it its number and its hash.
* The owner can still change the *schema*, and a superuser can switch the triggers off. Neither can
  do so unseen: `selectors.check_chain` names the first difference. A superuser who also recomputes
  the whole chain of a stream is seen only against a checkpoint held outside this database.
"""
