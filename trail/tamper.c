/*
 * Tampers with a store in every known way.  Each change is made to the specimen's file, looked at, and taken back.
 */
#include "trail/tamper.h"

#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/report.h"
#include "trail/court.h"
#include "trail/forgery.h"
#include "trail/mischief.h"

#define FEW 12 /* of each way, where nobody says how many */

enum expected {
	FOUND,           /* by the store itself, at its place */
	FOUND_ANYWHERE,  /* by the store itself */
	WITNESSED,       /* only by a witness; the store itself says nothing */
	NOTHING,         /* nothing was changed that counts: no alarm */
};

struct way {
	const char *name;
	enum patient_kind kind;
	bool (*change)(struct patient *); /* false: it can't be done here */
	enum expected expected;
	bool sealed;     /* only in a store whose keys change; else only in a personal one */
	bool both;       /* in either */
};

static const struct way WAYS[] = {
    {"trail: a bit flipped", PATIENT_LOG, mischief_flip_bit, FOUND, false, true},
    {"trail: two entries swapped", PATIENT_LOG, mischief_swap_units, FOUND, false, true},
    {"trail: an entry dropped", PATIENT_LOG, mischief_drop_unit, FOUND, false, true},
    {"trail: an entry repeated", PATIENT_LOG, mischief_repeat_unit, FOUND, false, true},
    {"trail: cut between entries", PATIENT_LOG, mischief_cut_at_unit, FOUND, false, true},
    {"trail: cut in an entry", PATIENT_LOG, mischief_cut_in_unit, FOUND, false, true},
    {"trail: rewritten, all digests made right", PATIENT_LOG, forgery_rewrite, FOUND, false, true},
    {"trail: rewritten, signed with another epoch's key", PATIENT_LOG, forgery_rewrite_and_sign, FOUND_ANYWHERE, true, false},
    {"trail: rewritten, signed with the owner's key", PATIENT_LOG, forgery_rewrite_and_sign, WITNESSED, false, false},
    {"trail: rolled back with its checkpoints", PATIENT_LOG, forgery_roll_back, WITNESSED, false, true},
    {"checkpoints: a bit flipped", PATIENT_CHECKPOINTS, mischief_flip_bit, FOUND_ANYWHERE, false, true},
    {"checkpoints: two swapped", PATIENT_CHECKPOINTS, mischief_swap_units, FOUND_ANYWHERE, false, true},
    {"recording: a bit flipped", PATIENT_RECORDING, mischief_flip_bit, FOUND, false, true},
    {"recording: two frames swapped", PATIENT_RECORDING, mischief_swap_units, FOUND, false, true},
    {"recording: a frame dropped", PATIENT_RECORDING, mischief_drop_unit, FOUND, false, true},
    {"recording: a frame repeated", PATIENT_RECORDING, mischief_repeat_unit, FOUND, false, true},
    {"recording: cut between frames", PATIENT_RECORDING, mischief_cut_at_unit, FOUND_ANYWHERE, false, true},
    {"recording: cut in a frame", PATIENT_RECORDING, mischief_cut_in_unit, FOUND_ANYWHERE, false, true},
    {"recording: bytes behind its end", PATIENT_RECORDING, mischief_append_rubbish, FOUND_ANYWHERE, false, true},
    {"recording: a frame of another session", PATIENT_RECORDING, mischief_foreign_frame, FOUND, false, true},
    {"recording: the file of another session", PATIENT_RECORDING, mischief_foreign_file, FOUND_ANYWHERE, false, true},
    {"recording: made anew with other lines", PATIENT_RECORDING, mischief_make_anew, FOUND_ANYWHERE, false, true},
    {"recording: removed", PATIENT_RECORDING, mischief_remove_file, FOUND_ANYWHERE, false, true},
    {"no tampering: packed", PATIENT_RECORDING, mischief_pack, NOTHING, false, true},
    {"no tampering: redacted by authority", PATIENT_RECORDING, mischief_redact, NOTHING, false, true},
    {"no tampering: pruned by policy", PATIENT_RECORDING, mischief_prune, NOTHING, false, false},
    {"no tampering: a writer killed in its line", PATIENT_LOG, mischief_crash, NOTHING, false, false},
};

#define WAY_COUNT (sizeof WAYS / sizeof *WAYS)

/* What verifying says. */
struct outcome {
	bool fine, trail;      /* trail: the first finding is in the trail */
	uint64_t from, until;  /* of it: entries, or in a recording the byte */
	bool other;            /* something is wrong with a recording that nobody touched */
	const struct patient *patient;
	char what[160];
};

static int
on_ruling(void *context, const char *path, int r, struct ruling *ruling)
{
	struct outcome *o = context;
	bool touched = o->patient->kind == PATIENT_RECORDING && strcmp(path, o->patient->path) == 0;

	if (r == 0 && ruling->fine)
		return 0;
	if (!touched && o->patient->kind == PATIENT_RECORDING)
		o->other = true;
	if (o->fine) {
		o->from = r == 0 ? (uint64_t)ruling->offset : 0;
		o->until = o->from + 1;
		snprintf(o->what, sizeof o->what, "%s: %.*s", r == 0 ? ruling_word(ruling->kind) : error_text(r),
		    r == 0 ? (int)ruling->what.len : 0, r == 0 && ruling->what.len ? ruling->what.data : "");
	}
	o->fine = false;
	return 0;
}

static bool
examine(const struct patient *p, bool witness, struct outcome *o)
{
	const struct court_request q = {.witness = witness ? &p->specimen->witness : NULL};
	struct court *court;

	*o = (struct outcome){.fine = true, .patient = p};
	if (court_open(p->specimen->store, &q, &court) != 0)
		return false;
	if (!court_trail_holds(court)) {
		o->fine = false;
		o->trail = true;
		o->from = court->audit.entry;
		o->until = court->audit.until;
		snprintf(o->what, sizeof o->what, "%.*s", (int)court->audit.what.len, court->audit.what.len ? court->audit.what.data : "");
	} else if (p->kind == PATIENT_RECORDING || !witness) {
		court_each(court, INT64_MIN, on_ruling, o);
	}
	court_free(court);
	return true;
}

static bool
is_caught(const struct way *way, const struct patient *p)
{
	size_t place = p->kind == PATIENT_RECORDING ? p->offset : p->place;
	struct outcome o, w;
	bool right;

	if (!examine(p, false, &o) || !examine(p, true, &w))
		return false;
	switch (way->expected) {
	case NOTHING:
		right = o.fine;
		break;
	case WITNESSED:
		right = !o.trail && w.trail;
		break;
	case FOUND_ANYWHERE:
		right = !o.fine && !o.other;
		break;
	default:
		right = !o.fine && !o.other && o.from <= place && place < (o.until > o.from ? o.until : o.from + 1);
	}
	if (!right)
		report_note("%s, at unit %zu of %zu: %s (%" PRIu64 " to %" PRIu64 ")%s", way->name, place, p->count,
		    o.fine ? "nothing was found" : o.what, o.from, o.until, o.other ? "; and something else was" : "");
	return right;
}

/* The trail's files, to be put back whatever a way did to them. */
struct chart {
	struct buffer log, notes;
};

static bool
keep(const struct specimen *s, struct chart *c)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/trail/log.jsonl", s->store);
	return file_load(path, PATIENT_MAX, &c->log) == 0 && patient_load_notes(s, path, sizeof path, &c->notes);
}

static bool
put_back(const struct specimen *s, struct chart *c)
{
	char path[4096];
	bool fine;

	snprintf(path, sizeof path, "%s/trail/log.jsonl", s->store);
	fine = patient_save(path, &c->log);
	snprintf(path, sizeof path, "%s/trail/checkpoints", s->store);
	fine = patient_save(path, &c->notes) && fine;
	buffer_free(&c->log);
	buffer_free(&c->notes);
	return fine;
}

/* One change: 1 it was as it must be, 0 not, -1 it could not be made here. */
static int
change_once(struct specimen *s, const struct way *way)
{
	struct chart chart = {{0}, {0}};
	size_t witnessed = s->witness.len;
	struct patient p;
	char path[4096];
	int result = -1;

	if (keep(s, &chart) && patient_admit(&p, s, way->kind, path, sizeof path) && way->change(&p)) {
		if (way->change != mischief_remove_file && way->change != mischief_prune && !patient_save(path, &p.bytes))
			result = 0;
		else
			result = is_caught(way, &p);
	}
	patient_save(path, &p.was);
	patient_discharge(&p);
	s->witness.len = witnessed;
	put_back(s, &chart);
	return result;
}

static unsigned
try_way(struct specimen *personal, struct specimen *sealed, const struct way *way, unsigned rounds, bool quiet)
{
	unsigned made = 0, caught = 0, tries;
	int r;

	for (tries = 0; made < rounds && tries < rounds * 4; tries++) {
		r = change_once(way->sealed || (way->both && tries % 2) ? sealed : personal, way);
		made += r >= 0;
		caught += r == 1;
	}
	if (!quiet)
		printf("%-52s %6u  %s\n", way->name, made,
		    caught == made && made > 0 ? way->expected == NOTHING ? "no alarm" : way->expected == WITNESSED ? "a witness finds it" : "found"
					       : "FAILED");
	fflush(stdout);
	return made - caught + (made == 0);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

static bool
make_both(const char *folder, struct specimen *personal, struct specimen *sealed)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/personal", folder);
	if (specimen_make(personal, path, false) != 0)
		return false;
	snprintf(path, sizeof path, "%s/sealed", folder);
	return specimen_make(sealed, path, true) == 0;
}

int
tamper_selftest(bool quiet, unsigned rounds)
{
	struct specimen personal = {0}, sealed = {0};
	const char *tmp = getenv("TMPDIR");
	unsigned failed = 0;
	char folder[4096];
	size_t i;

	snprintf(folder, sizeof folder, "%s/steno-selftest-XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");
	if (mkdtemp(folder) == NULL) {
		report_error("can't make %s: %s", folder, strerror(errno));
		return 1;
	}
	if (make_both(folder, &personal, &sealed)) {
		for (i = 0; i < WAY_COUNT; i++)
			failed += try_way(&personal, &sealed, &WAYS[i], rounds ? rounds / (unsigned)WAY_COUNT + 1 : FEW, quiet);
	} else {
		report_error("can't make a store in %s to tamper with", folder);
		failed = 1;
	}
	specimen_release(&personal);
	specimen_release(&sealed);
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return (int)failed;
}
