/* One recording on its way into the index. */
#include "indexer/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/worker.h"
#include "lib/base/bytes.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/cast/digest.h"
#include "lib/cast/source.h"
#include "lib/verb/redaction.h"
#include "lib/verb/verb.h"

#define PUMP_BYTES (4u * 1024 * 1024)
#define IDLE_STEP 200 /* ms of a live session without output, after which a line is taken to stand */

struct intake {
	struct source *source;
	struct header header; /* redacted, with a session */
	struct scribe_order order;
	struct worker *worker;
	struct batch_session *session;
	struct censor *censor;
	char *path;
	struct stat st;
	int64_t epoch, last_at;
	int64_t last_real; /* when its newest event was read */
	uint64_t events, bytes, commands;
	int read, lost;   /* what ended the reading; that the worker is lost */
	struct catalog_recording former; /* whose recording lay here before: its session, or 0 */
	char *note;
	struct buffer clean;
};

/* The session. */

#define CHUNK (1 << 16)

static int
add_file(struct digest *d, int fd, uint64_t *size)
{
	char *chunk = malloc(CHUNK);
	ssize_t n = 0;
	int r = chunk == NULL ? -ENOMEM : 0;

	*size = 0;
	while (r == 0 && (n = pread(fd, chunk, CHUNK, (off_t)*size)) > 0) {
		r = digest_add(d, chunk, (size_t)n);
		*size += (uint64_t)n;
	}
	free(chunk);
	return r == 0 && n < 0 ? -errno : r;
}

/* Of several files, each is followed by its size: nothing moves from one to the next unseen. */
static int
add_files(struct digest *d, const struct source *source)
{
	struct source_file files[SOURCE_FILES];
	size_t count = source_files(source, files), i;
	unsigned char bytes[8];
	uint64_t size;
	int r = 0;

	for (i = 0; r == 0 && i < count; i++) {
		r = add_file(d, files[i].fd, &size);
		bytes_put64(bytes, size);
		if (r == 0 && count > 1)
			r = digest_add(d, bytes, sizeof bytes);
	}
	return r;
}

/* Recordings of other programs have no id: theirs follows from what is in their files. */
static int
make_id(const struct source *source, int64_t epoch, struct uuid *id)
{
	unsigned char digest[DIGEST_SIZE];
	struct digest *d = NULL;
	int64_t ms = epoch > 0 && epoch < INT64_C(1) << 48 ? epoch : 0;
	int r, i;

	if ((r = digest_new(&d)) == 0 && (r = digest_begin(d)) == 0 && (r = add_files(d, source)) == 0)
		r = digest_end(d, digest);
	digest_free(d);
	if (r != 0)
		return r;
	for (i = 0; i < 6; i++)
		id->bytes[i] = (unsigned char)(ms >> (40 - 8 * i));
	memcpy(id->bytes + 6, digest, 10);
	id->bytes[6] = (unsigned char)(0x70 | (id->bytes[6] & 0x0F));
	id->bytes[8] = (unsigned char)(0x80 | (id->bytes[8] & 0x3F));
	return 0;
}

/* A header of our own, with a session; what is secret is taken out of it. */
static int
take_header(struct intake *in)
{
	struct header copy = *source_header(in->source);
	struct buffer line = {0};
	int r = 0;

	in->epoch = header_began(&copy);
	if (!copy.has_session) {
		r = make_id(in->source, in->epoch, &copy.session);
		copy.has_session = true;
		copy.witnessed = false;
	}
	if (r == 0 && (r = header_encode(&line, &copy)) == 0)
		r = header_parse(line.data, line.len - 1, &in->header);
	buffer_free(&line);
	if (r != 0)
		return r;
	in->header.realtime = in->epoch;
	return redaction_header(in->censor, &in->header);
}

/* What the worker says. */

static int
take_command(void *context, struct command *c)
{
	struct intake *in = context;
	int r;

	if (c->grade == GRADE_U)
		buffer_clear(&c->text);
	if ((r = censor_buffer(in->censor, &c->text)) < 0 || (r = censor_buffer(in->censor, &c->typed)) < 0 ||
	    (r = censor_buffer(in->censor, &c->cwd)) < 0 || (r = censor_buffer(in->censor, &c->reported)) < 0) {
		command_free(c);
		return r;
	}
	in->commands++;
	return batch_command(in->session, c);
}

static int
take_ended(void *context, struct command_end *end)
{
	struct intake *in = context;
	int r;

	if ((r = censor_buffer(in->censor, &end->cwd)) < 0 || (r = censor_buffer(in->censor, &end->reported)) < 0)
		return r;
	return batch_end(in->session, end);
}

static int
take_output(void *context, const struct letter_output *output)
{
	struct intake *in = context;
	int r;

	buffer_clear(&in->clean);
	if ((r = censor_text(in->censor, output->text, output->len, &in->clean)) < 0)
		return r;
	return batch_output(in->session, output, in->clean.data ? in->clean.data : "", in->clean.len);
}

static int
take_keyframe(void *context, const struct letter_keyframe *k)
{
	struct intake *in = context;

	return batch_keyframe(in->session, k);
}

static int
take_mark(void *context, uint64_t event, const char *data, size_t len)
{
	struct intake *in = context;

	return batch_mark(in->session, event, data, len);
}

/* Opening. */

static enum intake_state
refuse(enum intake_state state, char **message, const char *why)
{
	*message = strdup(why);
	return state;
}

static int
begin(struct intake *in, const struct intake_place *place, const struct catalog_recording *known)
{
	const struct recovery_sink sink = {take_command, take_ended, in};
	const struct worker_extras extras = {take_output, take_keyframe};
	int r;

	if ((r = batch_begin(place->batch, &in->header, in->epoch, source_format(in->source), in->path, known,
		 &in->session)) != 0)
		return r;
	source_use_marks(in->source, &(struct source_marks){.tell = take_mark, .context = in});
	if (place->nursery != NULL && worker_new_apart(place->nursery, &in->header, &sink, &extras, &in->worker) == 0)
		return 0;
	in->order = (struct scribe_order){.header = &in->header, .censor = in->censor};
	return worker_new_scribe(&in->order, &sink, &extras, &in->worker);
}

static int64_t
changed_at(const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

static bool
is_same(const struct catalog_recording *known, const struct stat *st)
{
	return known->done && known->size == (int64_t)st->st_size && known->changed == changed_at(st);
}

static enum intake_state
open_source(struct intake *in, char **message)
{
	int r = source_open(in->path, NULL, &in->source, message);

	if (r == 0)
		return INTAKE_NEW;
	return r == ERR_UNKNOWN ? INTAKE_NONE : INTAKE_BAD;
}

static bool
are_same(const struct source_file *a, const struct source_file *b, size_t count)
{
	struct stat x, y;
	size_t i;

	for (i = 0; i < count; i++)
		if (fstat(a[i].fd, &x) != 0 || fstat(b[i].fd, &y) != 0 || x.st_dev != y.st_dev || x.st_ino != y.st_ino)
			return false;
	return true;
}

/* A recording that is several files, of which another was named than that which it goes by: that one is taken, where it leads to all of them. */
static void
go_by_first(struct intake *in)
{
	struct source_file files[SOURCE_FILES], others[SOURCE_FILES];
	size_t count = source_files(in->source, files);
	struct source *source;
	struct stat st;
	char *path;

	if (count < 2 || files[0].path == NULL || strcmp(files[0].path, in->path) == 0 || (path = realpath(files[0].path, NULL)) == NULL)
		return;
	if (stat(path, &st) != 0 || source_open(path, NULL, &source, NULL) != 0) {
		free(path);
		return;
	}
	if (source_files(source, others) == count && are_same(files, others, count)) {
		source_free(in->source);
		free(in->path);
		in->source = source;
		in->path = path;
		in->st = st;
		return;
	}
	source_free(source);
	free(path);
}

/* The whole of it is in the index, from here or from a copy: what is another program's goes by what is in it. */
static bool
is_copy(const struct intake *in, const struct catalog_recording *known)
{
	return known->done && known->size >= 0 && (!source_header(in->source)->has_session || known->size == (int64_t)in->st.st_size);
}

/* As far as its file tells: INTAKE_NEW, with the source open, where it doesn't. */
static enum intake_state
look_at_file(struct intake *in, const struct intake_place *place, char **message)
{
	enum intake_state state;
	int r;

	if (stat(in->path, &in->st) != 0)
		return refuse(INTAKE_BAD, message, strerror(errno));
	if (!S_ISREG(in->st.st_mode))
		return refuse(INTAKE_NONE, message, "it is no file");
	if ((r = catalog_find_path(place->catalog, in->path, &in->former)) == 1 && is_same(&in->former, &in->st))
		return INTAKE_KNOWN;
	if (r >= 0 && (state = open_source(in, message)) != INTAKE_NEW)
		return state;
	if (r >= 0) {
		go_by_first(in);
		in->former = (struct catalog_recording){0};
		if ((r = catalog_find_path(place->catalog, in->path, &in->former)) == 1 && is_same(&in->former, &in->st))
			return INTAKE_KNOWN;
	}
	return r < 0 ? refuse(INTAKE_BAD, message, catalog_trouble(place->catalog)) : INTAKE_NEW;
}

/* Another program's recording goes by what is in it: one that has grown, say, is another. */
static void
note_former(struct intake *in, const char *uuid)
{
	if (in->former.session == 0 || !in->former.done || strcmp(in->former.uuid, uuid) == 0)
		return;
	batch_in_place_of(in->session, in->former.session);
	if (asprintf(&in->note, "it was changed since it was indexed: what it was then is still in the index, as session %s; \"steno index --forget "
		     "%s\" takes that out", in->former.uuid, in->former.uuid) < 0)
		in->note = NULL;
}

static enum intake_state
prepare(struct intake *in, const struct intake_place *place, char **message)
{
	struct catalog_recording known;
	enum intake_state state;
	char uuid[UUID_TEXT_SIZE];
	int r;

	if ((state = look_at_file(in, place, message)) != INTAKE_NEW)
		return state;
	if ((r = take_header(in)) != 0)
		return refuse(INTAKE_BAD, message, error_text(r));
	uuid_format(&in->header.session, uuid);
	r = catalog_find_session(place->catalog, uuid, &known);
	if (r == 0 && !source_header(in->source)->has_session && batch_has_all(place->batch, uuid)) {
		known = (struct catalog_recording){.done = true};
		r = 1;
	}
	if (r == 1 && is_copy(in, &known)) {
		known.size = (int64_t)in->st.st_size;
		known.changed = changed_at(&in->st);
		if ((r = batch_lies(place->batch, uuid, &known, in->path)) == 0)
			return INTAKE_KNOWN;
	}
	if (r >= 0 && (r = begin(in, place, r == 1 ? &known : NULL)) == 0) {
		note_former(in, uuid);
		return INTAKE_NEW;
	}
	return refuse(INTAKE_BAD, message, error_text(r));
}

enum intake_state
intake_open(const struct intake_place *place, const char *path, struct intake **out, char **message)
{
	struct intake *in = calloc(1, sizeof *in);
	enum intake_state state;

	*out = NULL;
	*message = NULL;
	if (in == NULL || (in->path = realpath(path, NULL)) == NULL) {
		state = refuse(INTAKE_BAD, message, strerror(errno));
		free(in);
		return state;
	}
	header_init(&in->header);
	in->censor = place->censor;
	if ((state = prepare(in, place, message)) == INTAKE_NEW)
		*out = in;
	else
		intake_free(in);
	return state;
}

/* The header stays with the batch until its session is released and flushed: so must the intake. */
void
intake_free(struct intake *in)
{
	if (in == NULL)
		return;
	worker_free(in->worker);
	source_free(in->source);
	header_free(&in->header);
	buffer_free(&in->clean);
	free(in->path);
	free(in->note);
	free(in);
}

/* Reading. */

/* A lost worker is the recording's fault; what else stops it is ours. */
static int
judge(struct intake *in, int r)
{
	if (r == ERR_FAILED) {
		in->lost = r;
		return 0;
	}
	return r;
}

static int
send(struct intake *in, const struct event *ev)
{
	in->events++;
	in->bytes += ev->len;
	in->last_at = ev->at;
	return worker_event_of(in->worker, source_frame(in->source), ev);
}

int
intake_pump(struct intake *in)
{
	uint64_t until = in->bytes + PUMP_BYTES, before = in->events;
	struct event ev;
	int r = 0;

	if (in->lost != 0)
		return 0;
	while (r == 0 && in->bytes < until && (in->read = source_next(in->source, &ev)) > 0)
		r = send(in, &ev);
	if (in->events > before)
		in->last_real = clock_monotonic_ms();
	if (r != 0)
		return judge(in, r);
	return in->read > 0;
}

int
intake_settle(struct intake *in, int timeout_ms)
{
	int64_t quiet = clock_monotonic_ms() - in->last_real;
	int r;

	if (in->lost != 0)
		return 0;
	r = quiet >= IDLE_STEP ? worker_idle(in->worker, in->last_at + quiet) : worker_flush(in->worker);
	return judge(in, r == 0 ? worker_hear(in->worker, timeout_ms) : r);
}

bool
intake_is_live(const struct intake *in)
{
	return in->read == 0 && in->lost == 0 && source_end(in->source) == SOURCE_LIVE;
}

/* The end. */

static void
say_lost(const struct intake *in, char **message)
{
	struct worker_status status;
	char what[128], at[32];

	worker_status(in->worker, &status);
	worker_describe(&status, what);
	verb_duration(status.at, at);
	if (asprintf(message, "the worker that recovers its commands %s, at event %" PRIu64 " (%s); what was found up to there "
			      "is indexed", what, status.event, at) < 0)
		*message = NULL;
}

static const char *
state_of(const struct intake *in)
{
	static const char *const names[] = {[SOURCE_COMPLETE] = "complete", [SOURCE_OPEN] = "open", [SOURCE_CUT] = "cut",
	    [SOURCE_LIVE] = NULL};

	if (in->lost != 0)
		return "lost";
	return in->read < 0 ? "broken" : names[source_end(in->source)];
}

int
intake_finish(struct intake *in, bool live, char **message)
{
	struct batch_closing end = {.ended = in->last_at, .events = in->events, .size = (int64_t)in->st.st_size,
	    .changed = changed_at(&in->st)};
	enum source_end how = source_end(in->source);
	int r = 0;

	*message = NULL;
	if (in->lost == 0 && !live)
		r = judge(in, worker_end(in->worker, how == SOURCE_CUT || in->read < 0));
	if (r != 0)
		return r;
	if (!live) {
		end.state = state_of(in);
		end.done = end.state != NULL;
	}
	if (in->lost != 0)
		say_lost(in, message);
	else if (in->read < 0 || (how == SOURCE_CUT && *source_end_note(in->source) != '\0'))
		*message = strdup(*source_end_note(in->source) != '\0' ? source_end_note(in->source) : error_text(in->read));
	batch_close(in->session, &end);
	batch_release(in->session);
	worker_free(in->worker);
	source_free(in->source);
	in->worker = NULL;
	in->source = NULL;
	return 0;
}

const char *
intake_note(const struct intake *in)
{
	return in->note;
}

uint64_t
intake_bytes(const struct intake *in)
{
	return in->bytes;
}

uint64_t
intake_commands(const struct intake *in)
{
	return in->commands;
}
