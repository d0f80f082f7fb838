/* What is played. */
#include "player/reel.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/extent.h"
#include "lib/cast/store.h"
#include "lib/verb/verb.h"

#define ROWS_AT_ONCE 500
#define KEPT_BYTES (6u * 1024 * 1024) /* of keyframes of what was played, beside the scout's */
#define SETTLED_MS 1000 /* without a word about a live recording */

/* Names. */

static bool
is_file(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0;
}

/* The number behind the last colon, which is cut off; -1: there is none. */
static int64_t
cut_seq(char *name)
{
	char *colon = strrchr(name, ':');
	size_t digits = colon != NULL ? strlen(colon + 1) : 0;

	if (digits == 0 || digits > 15 || strspn(colon + 1, "0123456789") != digits)
		return -1;
	*colon = '\0';
	return atoll(colon + 1);
}

/* Where the index says that the session lies, when the store does not have it. */
static char *
find_in_index(struct reel *r, const char *name)
{
	const struct lookup_session *session;

	if (r->lookup == NULL || strlen(name) < 4 || lookup_find_session(r->lookup, name, &session) != 0 || session->path == NULL)
		return NULL;
	return strdup(session->path);
}

static int
find_path(struct reel *r, const char *given)
{
	char *name = strdup(given);
	int code;

	r->seq = -1;
	if (name == NULL)
		return EXIT_UNREADABLE;
	if (!is_file(name))
		r->seq = cut_seq(name);
	if ((code = store_find(r->store, name, &r->path)) != 0)
		r->path = code == ERR_NOTFOUND ? find_in_index(r, name) : NULL;
	/* says what is wrong */
	if (r->path == NULL)
		r->path = verb_find(name);
	free(name);
	return r->path != NULL ? 0 : EXIT_UNREADABLE;
}

/* The index. */

/* One that was named must be there; the store's may be missing. */
static int
open_index(struct reel *r, const struct reel_order *order)
{
	char *path = NULL, *message = NULL;
	int code;

	if (order->no_index) {
		snprintf(r->why, sizeof r->why, "--no-index");
		return 0;
	}
	if (order->index != NULL ? (path = strdup(order->index)) == NULL : asprintf(&path, "%s/index.db", r->store) < 0)
		return EXIT_UNREADABLE;
	if (access(path, R_OK) != 0)
		snprintf(r->why, sizeof r->why, "there is no index (%s)", strerror(errno));
	else if ((code = catalog_open(path, CATALOG_READ, &r->catalog, &message)) != 0 ||
	    (code = lookup_new(r->catalog, &r->lookup)) != 0)
		snprintf(r->why, sizeof r->why, "the index can't be read: %s", message != NULL ? message : error_text(code));
	code = order->index != NULL && r->lookup == NULL ? EXIT_UNREADABLE : 0;
	if (code != 0)
		report_error("%s: %s", path, r->why);
	free(message);
	free(path);
	return code;
}

static void
forget_index(struct reel *r, const char *why)
{
	snprintf(r->why, sizeof r->why, "%s", why);
	r->session = NULL;
}

/* Its row, by its id or, of a recording that has none, by where it lies. */
static int
find_session(struct reel *r, const struct header *h, struct catalog_recording *known, char uuid[UUID_TEXT_SIZE])
{
	char *real;
	int found;

	if (h->has_session) {
		uuid_format(&h->session, uuid);
		return catalog_find_session(r->catalog, uuid, known);
	}
	if ((real = realpath(r->path, NULL)) == NULL)
		return -errno;
	found = catalog_find_path(r->catalog, real, known);
	free(real);
	return found;
}

/*
 * Only an index of exactly this file, whole, is as good as the recording: one of a file that was changed since, by a removal say, would
 * show what is not there any more.
 */
static void
use_index(struct reel *r, const struct header *h)
{
	struct catalog_recording known;
	char uuid[UUID_TEXT_SIZE];
	struct stat st;
	int found;

	if (r->lookup == NULL)
		return;
	if ((found = find_session(r, h, &known, uuid)) != 1 || lookup_session(r->lookup, known.session, &r->session) != 0) {
		forget_index(r, "it is not in the index");
		return;
	}
	if (!known.done || r->session->state == NULL)
		forget_index(r, "not all of it is in the index yet");
	else if (stat(r->path, &st) != 0 || known.size != (int64_t)st.st_size ||
	    known.changed != (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec)
		forget_index(r, "the file was changed since it was indexed");
}

/* Those of a session without a terminal are of its line feeds as they are. */
static void
use_keyframes(struct reel *r, const struct header *h)
{
	r->keyframes = (struct keyframes){.lookup = r->lookup, .session = r->session->id};
	stage_marks(r->stage, &(struct source_marks){.find = keyframes_mark, .context = &r->keyframes});
	if (h->pty)
		stage_use(r->stage, &(struct stage_keyframes){keyframes_find, &r->keyframes});
}

static int
use_scout(struct reel *r, const struct source_options *options)
{
	int code;

	if ((code = scout_new(r->path, options, &r->chapters, &r->scout)) != 0)
		return code;
	scout_share_marks(r->scout, r->stage);
	if ((code = stage_remember(r->stage, KEPT_BYTES)) != 0)
		return code;
	if (source_header(stage_source(r->stage))->pty)
		stage_use(r->stage, &(struct stage_keyframes){scout_find, r->scout});
	return 0;
}

/* Opening. */

static void
measure(struct reel *r)
{
	struct extent extent;

	if (r->session != NULL && r->session->ended != COMMAND_UNKNOWN) {
		r->length = r->session->ended;
		r->length_known = true;
	} else if (strcmp(source_format(stage_source(r->stage)), "cast") == 0 && extent_measure(r->path, &extent) == 0) {
		r->length = extent.last;
		r->length_known = extent.ended;
	}
}

static int
name_key(struct reel *r, const struct header *h)
{
	char uuid[UUID_TEXT_SIZE];

	if (h->has_session) {
		uuid_format(&h->session, uuid);
		r->key = strdup(uuid);
	} else {
		r->key = realpath(r->path, NULL);
	}
	return r->key != NULL ? 0 : -ENOMEM;
}

static int
begin(struct reel *r, const struct reel_order *order)
{
	const struct source_options options = {.timing = order->timing};
	const struct header *h;
	char *message;
	int code;

	if ((code = stage_new(r->path, &options, &r->stage, &message)) != 0) {
		report_error("%s: %s", r->path, message != NULL ? message : error_text(code));
		free(message);
		return EXIT_UNREADABLE;
	}
	h = source_header(stage_source(r->stage));
	r->epoch = header_began(h);
	use_index(r, h);
	code = name_key(r, h);
	if (code == 0 && r->session != NULL)
		use_keyframes(r, h);
	else if (code == 0)
		code = use_scout(r, &options);
	if (code != 0) {
		report_error("%s: %s", r->path, error_text(code));
		return EXIT_UNREADABLE;
	}
	measure(r);
	reel_annotate(r);
	return 0;
}

int
reel_open(struct reel *r, const struct reel_order *order)
{
	int code;

	memset(r, 0, sizeof *r);
	r->shown_from = r->shown_to = -1;
	r->timing = order->timing;
	if ((r->store = verb_store()) == NULL) {
		report_error("out of memory");
		return EXIT_UNREADABLE;
	}
	if ((code = open_index(r, order)) == 0 && (code = find_path(r, order->name)) == 0)
		code = begin(r, order);
	return code;
}

void
reel_close(struct reel *r)
{
	scout_free(r->scout);
	stage_free(r->stage);
	lookup_free(r->lookup);
	catalog_free(r->catalog);
	chapters_free(&r->chapters);
	notes_free(&r->notes);
	buffer_free(&r->words);
	free(r->path);
	free(r->store);
	free(r->key);
	memset(r, 0, sizeof *r);
}

void
reel_annotate(struct reel *r)
{
	notes_free(&r->notes);
	/* without its notes a session plays all the same */
	notes_load(r->store, r->key, &r->notes);
}

/* Going on. */

static int
ask_commands(struct reel *r)
{
	struct lookup_want want = {.since = INT64_MIN, .until = INT64_MAX, .below = INT64_MAX, .above = -1, .oldest_first = true};
	char id[32];

	snprintf(id, sizeof id, "%" PRId64, r->session->id);
	lookup_quote_tag(&r->words, 's', id);
	if ((want.words = buffer_string(&r->words)) == NULL)
		return -ENOMEM;
	return lookup_ask(r->lookup, &want);
}

/* Some of the index's commands: 1 there are more. */
static int
list_commands(struct reel *r)
{
	struct lookup_hit hit;
	int i, code = 1;

	if (r->listed)
		return 0;
	if (!r->asked && ask_commands(r) != 0)
		code = 0;
	r->asked = true;
	for (i = 0; i < ROWS_AT_ONCE && code == 1; i++)
		if ((code = lookup_next(r->lookup, &hit)) == 1 && hit.session == r->session)
			chapters_add(&r->chapters, &hit.c);
	r->listed = code != 1;
	return code == 1;
}

int
reel_tend(struct reel *r)
{
	int64_t at;
	uint64_t event;
	int state;

	if (r->session != NULL)
		return list_commands(r);
	if (r->scout == NULL)
		return 0;
	state = scout_pump(r->scout);
	scout_reached(r->scout, &event, &at);
	if (at > r->length)
		r->length = at;
	r->length_known |= scout_done(r->scout);
	return state == SCOUT_MORE;
}

void
reel_learn(struct reel *r, int64_t seq)
{
	int64_t idle = -1;

	while (reel_known(r) != INT64_MAX && (seq < 0 || chapters_find(&r->chapters, (uint64_t)seq) < 0)) {
		if (reel_tend(r) != 0 || r->scout == NULL) {
			idle = -1;
			continue;
		}
		if (*scout_trouble(r->scout) != '\0')
			break;
		if (idle < 0)
			idle = clock_monotonic_ms();
		if (clock_monotonic_ms() - idle > SETTLED_MS)
			break;
		usleep(10000);
	}
}

int64_t
reel_known(const struct reel *r)
{
	uint64_t event;
	int64_t at;

	if (r->scout == NULL)
		return r->listed ? INT64_MAX : 0;
	scout_reached(r->scout, &event, &at);
	return scout_done(r->scout) ? INT64_MAX : at;
}
