/* One recording, held against itself, the trail and a witness. */
#include "trail/ruling.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"

#define BEGUN_MS 15000   /* after so long the trail knows of a session, or its recorder said that it can't */
#define SETTLED_MS 5000 /* after so long on a running machine, what was begun is on its disk */

/* While a recording is read, link by link. */
struct trial {
	struct ruling *ruling;
	const struct ruling_law *law;
	const struct docket_session *session; /* NULL: the trail does not know it */
	uint32_t told;      /* the next frame that the trail tells of */
	uint64_t links;     /* sequence behind the last link */
	unsigned char last[DIGEST_SIZE];
	bool any, beyond;
};

static __attribute__((format(printf, 7, 8))) void
find_fault(struct ruling *r, enum ruling_kind kind, const char *path, int64_t offset, uint64_t frame, uint64_t entry,
    const char *format, ...)
{
	va_list args;

	if (r->kind >= kind)
		return;
	r->kind = kind;
	free(r->path);
	r->path = path ? strdup(path) : NULL;
	r->offset = offset;
	r->frame = frame;
	r->entry = entry;
	buffer_clear(&r->what);
	va_start(args, format);
	buffer_addv(&r->what, format, args);
	va_end(args);
}

static const struct docket_frame *
told_frame(const struct trial *t)
{
	return t->told == DOCKET_NONE ? NULL : &t->law->docket->frames[t->told];
}

/* In a store a recording has its session's name. */
static void
judge_name(struct trial *t, const struct link *l, const char *path, int64_t offset)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	char id[UUID_TEXT_SIZE];

	uuid_format(&l->session, id);
	if (strncmp(name, id, UUID_TEXT_SIZE - 1) != 0)
		find_fault(t->ruling, RULING_TAMPERED, path, offset, l->sequence, 0, "this frame is of another session, %s", id);
}

static void
begin_trial(struct trial *t, const struct uuid *session)
{
	t->any = true;
	t->ruling->has_session = true;
	t->ruling->session = *session;
	t->told = DOCKET_NONE;
	if (t->law->docket == NULL || (t->session = docket_find(t->law->docket, session)) == NULL)
		return;
	t->told = t->session->first_frame;
}

static void
on_link(void *context, const struct link *l, const unsigned char digest[DIGEST_SIZE], const char *path, int64_t offset)
{
	const struct docket_frame *f;
	struct trial *t = context;

	if (!t->any)
		begin_trial(t, &l->session);
	if (t->law->docket != NULL)
		judge_name(t, l, path, offset);
	while ((f = told_frame(t)) != NULL && f->sequence < l->sequence) {
		find_fault(t->ruling, RULING_TAMPERED, path, offset, l->sequence, f->entry,
		    "frame %" PRIu64 ", of which the trail tells in entry %" PRIu64 ", is missing before this one", f->sequence,
		    f->entry);
		t->told = f->next;
	}
	if (f != NULL && f->sequence == l->sequence) {
		if (memcmp(f->digest, digest, DIGEST_SIZE) != 0)
			find_fault(t->ruling, RULING_TAMPERED, path, offset, l->sequence, f->entry,
			    "this is not the frame that was written: the trail has another in entry %" PRIu64, f->entry);
		t->told = f->next;
	}
	if (t->session != NULL && t->session->has_final && t->session->frames > 0 && l->sequence >= t->session->frames &&
	    !t->beyond) {
		t->beyond = true;
		find_fault(t->ruling, RULING_TAMPERED, path, offset, l->sequence, t->session->final_entry,
		    "this frame stands behind the recording's end, which the trail has in entry %" PRIu64,
		    t->session->final_entry);
	}
	t->links = l->sequence + 1;
	memcpy(t->last, digest, DIGEST_SIZE);
}

/* Not one whole frame is left: whose recording it was its name says. */
static void
begin_by_name(struct trial *t, const char *path)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	char text[UUID_TEXT_SIZE];
	struct uuid id;

	snprintf(text, sizeof text, "%s", name);
	if (t->law->docket != NULL && uuid_parse(text, &id) == 0)
		begin_trial(t, &id);
}

/* What the recording is found to be by itself, as a finding. */
static void
take_check(struct ruling *r)
{
	const struct check_result *c = &r->check;

	/* of two places the earlier; and of one place what it shows by itself */
	if (c->verdict == CHECK_TAMPERED && r->kind == RULING_TAMPERED && c->sequence <= r->frame)
		r->kind = RULING_FINE;
	if (c->verdict == CHECK_TAMPERED)
		find_fault(r, RULING_TAMPERED, c->path, c->offset, c->sequence, 0, "%.*s", (int)c->what.len, c->what.data);
	else if (c->verdict == CHECK_DAMAGED)
		find_fault(r, RULING_DAMAGED, c->path, c->offset, c->sequence, 0, "%.*s", (int)c->what.len, c->what.data);
}

/* What the trail tells of and the recording lacks. */
static void
judge_end(struct trial *t, const char *path)
{
	const struct docket_session *s = t->session;
	const struct docket_frame *f = told_frame(t);
	struct ruling *r = t->ruling;

	if (f != NULL)
		find_fault(r, RULING_CUT, path, 0, f->sequence, f->entry,
		    "it was cut: frame %" PRIu64 ", which the trail has in entry %" PRIu64 ", and what followed it are missing",
		    f->sequence, f->entry);
	/* whoever holds the lease: the trail says that it ended only when its recorder had finished it */
	if (s == NULL || !s->has_final)
		return;
	if (t->links < s->frames || !r->check.complete)
		find_fault(r, RULING_CUT, path, 0, t->links, s->final_entry,
		    "it was cut: the trail says in entry %" PRIu64 " that it ended, with %" PRIu64 " frames, and %" PRIu64
		    " are here", s->final_entry, s->frames, t->links);
	else if (memcmp(s->final, t->last, DIGEST_SIZE) != 0)
		find_fault(r, RULING_TAMPERED, path, 0, t->links - 1, s->final_entry,
		    "its end is not the one that the trail has in entry %" PRIu64, s->final_entry);
}

/* A trail that began later than the session can't know it. */
static void
judge_unknown(struct trial *t, const char *path)
{
	const struct ruling_law *law = t->law;
	struct ruling *r = t->ruling;

	if (law->docket == NULL || !law->whole || !r->has_session || t->session != NULL ||
	    law->audit->first_time == INT64_MIN || uuid_time(&r->session) < law->audit->first_time)
		return;
	/* one that is just beginning is not in the trail yet; anybody can hold a file's lock for longer */
	if (r->check.live && clock_realtime_ms() < uuid_time(&r->session) + BEGUN_MS)
		return;
	find_fault(r, RULING_UNKNOWN, path, 0, 0, 0,
	    "the trail does not know this recording: it was put here, or everything of it was lost in a crash but this file");
}

static enum audit_answer
is_anchored(const struct ruling_law *law, const struct docket_session *s)
{
	if (!law->witness || law->audit == NULL)
		return AUDIT_UNKNOWN;
	if (law->audit->anchored == AUDIT_NO)
		return AUDIT_NO;
	/* what pins its last line: its end, or its newest frame */
	return s != NULL && s->has_final && s->final_entry < law->audit->witnessed ? AUDIT_YES : AUDIT_NO;
}

static void
conclude(struct ruling *r, const struct ruling_law *law, const struct docket_session *s)
{
	r->in_trail = s != NULL;
	r->held = s != NULL && s->held;
	r->anchored = is_anchored(law, s);
	if (!r->check.complete && !r->check.live && !r->pruned)
		find_fault(r, RULING_UNFINISHED, NULL, 0, 0, 0, "its end is missing: its recorder was lost, or the file was cut; "
								"\"steno recover\" finishes what a crash left");
	r->fine = r->kind == RULING_FINE && (!law->witness || r->anchored == AUDIT_YES);
}

/* What is left of a recording whose removal was said, and not finished: that it is not whole is as it was said. */
static void
judge_pruned(struct trial *t)
{
	struct ruling *r = t->ruling;

	if (t->session == NULL || !t->session->pruned)
		return;
	r->pruned = true;
	/* a finding in a part that is not there is that it is not there */
	if (r->kind == RULING_CUT || r->kind == RULING_UNFINISHED ||
	    (r->kind == RULING_TAMPERED && r->path != NULL && access(r->path, F_OK) != 0))
		r->kind = RULING_FINE;
	buffer_addf(&r->check.notes, "it was pruned in entry %" PRIu64 " of the trail, and its files are still here: \"steno prune "
	    "--force\" removes them\n", t->session->pruned_entry);
}

/* Could a power cut have taken the whole of it?  Not where the machine went on after it had begun. */
static bool
could_be_lost(const struct docket_session *s, const struct docket *d)
{
	return s->started && s->first_frame == DOCKET_NONE && !s->has_final &&
	    (s->ended || s->boot >= d->boot_count || d->boots[s->boot] < s->first_time + SETTLED_MS);
}

/* A file that is no recording, where the trail knows one. */
static int
judge_ruin(struct trial *t, const char *path)
{
	struct ruling *r = t->ruling;
	bool lost, begun;

	begin_by_name(t, path);
	if (t->session == NULL)
		return ERR_UNKNOWN;
	lost = t->session->pruned || could_be_lost(t->session, t->law->docket);
	begun = t->session->first_frame == DOCKET_NONE && !t->session->has_final;
	if (!lost && !begun)
		r->check.verdict = CHECK_TAMPERED;
	find_fault(r, lost || begun ? RULING_UNFINISHED : RULING_TAMPERED, path, 0, 0, t->session->first_entry,
	    lost    ? "it began in entry %" PRIu64 ", and nothing is in it: lost in a crash within seconds"
	    : begun ? "it began in entry %" PRIu64 ", and nothing is in it: its recorder was killed as it began, or what it had written was removed"
		    : "this is no recording any more: its beginning was changed, and the trail has it in entry %" PRIu64,
	    t->session->first_entry);
	conclude(r, t->law, t->session);
	r->fine = lost;
	return buffer_status(&r->what);
}

int
ruling_make(const char *path, const struct ruling_law *law, struct ruling *r)
{
	struct trial t = {.ruling = r, .law = law, .told = DOCKET_NONE};
	const struct check_listener listener = {on_link, &t};
	int e;

	memset(r, 0, sizeof *r);
	if ((e = check_recording(path, &listener, &r->check)) != 0)
		return e == ERR_UNKNOWN ? judge_ruin(&t, path) : e;
	if (!t.any)
		begin_by_name(&t, path);
	take_check(r);
	judge_end(&t, path);
	judge_unknown(&t, path);
	judge_pruned(&t);
	conclude(r, law, t.session);
	return buffer_status(&r->what);
}

int
ruling_missing(const struct docket_session *s, const char *path, const struct ruling_law *law, struct ruling *r)
{
	memset(r, 0, sizeof *r);
	r->session = s->id;
	r->has_session = true;
	r->pruned = s->pruned;
	r->in_trail = true;
	r->anchored = is_anchored(law, s);
	r->fine = s->pruned || could_be_lost(s, law->docket);
	if (s->pruned)
		return 0;
	r->held = s->held;
	find_fault(r, r->fine ? RULING_UNFINISHED : RULING_MISSING, path, 0, 0, s->first_entry,
	    r->fine ? "it began in entry %" PRIu64 ", and nothing of it is here: lost in a crash within seconds"
	    : s->held ? "it is missing: the trail has it in entry %" PRIu64 ", and it is held: nobody might prune it"
		      : "it is missing: the trail has it in entry %" PRIu64 ", and nobody pruned it", s->first_entry);
	return buffer_status(&r->what);
}

void
ruling_release(struct ruling *r)
{
	check_release(&r->check);
	free(r->path);
	buffer_free(&r->what);
	r->path = NULL;
}

const char *
ruling_word(enum ruling_kind kind)
{
	static const char *const words[] = {"", "damaged", "unfinished", "unknown", "cut", "missing", "tampered"};

	return words[kind];
}
