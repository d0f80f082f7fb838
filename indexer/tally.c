/* Keys that ended a line, of which nothing was told. */
#include "indexer/tally.h"

#include <string.h>

#include "indexer/edit.h"

/* Nobody is known to run in this pane, and what was typed there stands at its margin: who was started for it may ask with nothing. */
static bool
is_in_silent_pane(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct place *top = places_top(&r->places);

	return !top->running && top->kind == PROGRAM_MULTIPLEXER && e->pane.split && e->prompt.len == 0 && e->anchor.col == e->pane.left && r->keyboard.typed &&
	    !r->keyboard.moved && !r->keyboard.escaped;
}

/* A line is edited, or what is typed may be one ahead of its prompt: who is in front asks for nothing, and is none of those that read it. */
static bool
may_be_line(struct recovery *r)
{
	const struct edit *e = &r->edit;
	const struct place *top = places_top(&r->places);

	if (e->known)
		return !is_fish(r); /* its Enter adds a row where a line is open */
	if (is_in_silent_pane(r))
		return true;
	return !e->bracket && top->running && top->starts_kind == PROGRAM_OTHER && !program_reads(top->starts) &&
	    prompt_is_blank(e->prompt.data ? e->prompt.data : "", e->prompt.len);
}

void
tally_note(struct recovery *r)
{
	struct tally *t = &r->tally;
	const struct edit *e = &r->edit;
	const struct stroke *s = &r->keyboard.strokes[r->keyboard.count - 1];
	bool at_once = e->draft.len == 0 && keyboard_sent_line(&r->keyboard), row = e->draft.len > 0 && memchr(e->draft.data, '\n', e->draft.len) == NULL;

	if ((s->key != '\r' && s->key != '\n') || !e->anchored || e->secret || e->hidden || !(at_once || row || (!e->known && e->draft.len > 0)) || (e->adrift && e->known) || !may_be_line(r))
		return;
	if (t->count == TALLY_MAX)
		memmove(t->list, t->list + 1, sizeof *t->list * (size_t)--t->count);
	t->list[t->count++] = (struct tally_key){.event = s->event, .at = s->at, .edit = e->opened_bytes, .at_once = at_once};
}

void
tally_keep(struct recovery *r, const struct stroke *s)
{
	struct tally *t = &r->tally;

	if (t->count < TALLY_MAX)
		t->list[t->count++] = (struct tally_key){.event = s->event, .at = s->at, .at_once = true};
}

void
tally_told(struct recovery *r, uint64_t event)
{
	struct tally *t = &r->tally;
	int i, n;

	/* and of those that its editor took in the same line: menus have one, and searches */
	for (i = n = 0; i < t->count; i++)
		if (t->list[i].event != event && (t->list[i].at_once || !r->edit.open || t->list[i].edit != r->edit.opened_bytes))
			t->list[n++] = t->list[i];
	t->count = n;
}

void
tally_settle(struct recovery *r, uint64_t event)
{
	struct tally *t = &r->tally;
	struct tally_key key;

	while (t->count > 0 && t->list[0].event < event) {
		key = t->list[0];
		memmove(t->list, t->list + 1, sizeof *t->list * (size_t)--t->count);
		hand_found(r, key.at, key.event, NULL, REASON_KEY | REASON_UNSEEN);
	}
}

void
tally_left_over(struct recovery *r)
{
	const struct tally *t = &r->tally;
	const struct stroke *s = r->keyboard.count > 0 ? &r->keyboard.strokes[0] : NULL;
	int i;

	/* of a burst of which one line is a U, nothing more is known */
	if (r->held.any && (r->held.c.reasons & REASON_UNSEEN) && s != NULL && s->event == r->held.c.event)
		return;
	if (s == NULL || !s->at_once || s->stale || s->event == t->unseen || (s->key != '\r' && s->key != '\n'))
		return;
	for (i = 0; i < t->count; i++)
		if (t->list[i].event == s->event)
			return;
	/* what was told of the burst stands before it */
	if (r->held.any && r->held.c.event == s->event)
		held_flush(r, true);
	hand_found(r, s->at, s->event, NULL, REASON_KEY | REASON_UNSEEN);
}
