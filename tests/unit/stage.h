/*
 * A scene is what somebody typed and what the terminal showed; it is played to the recovery in many
 * ways: the output in pieces and in one, the keys with their text, by class, or not at all.
 */
#ifndef STENO_TESTS_STAGE_H
#define STENO_TESTS_STAGE_H

#include <stdlib.h>
#include <string.h>

#include "indexer/recovery.h"
#include "lib/cast/keys.h"
#include "tests/unit/check.h"

#define OPEN "\033[?2004h"
#define SHUT "\033[?2004l\r"
#define LEFT "\r\n" SHUT
#define PROMPT OPEN "$ "
#define FOUND_MAX 64
#define MERGE_MS 16 /* as recorders do that wait for more */
#define SECRET "hunter2"

/* 'T' types what is echoed, 'K' presses keys that nothing echoes, 'W' waits, 'P' a part of a second; else the code of an
 * event. */
struct step {
	char code;
	const char *data;
};

#define TYPE(text)                                                                                 \
	{                                                                                          \
		'T', text                                                                          \
	}
#define KEY(keys)                                                                                  \
	{                                                                                          \
		'K', keys                                                                          \
	}
#define ENTER                                                                                      \
	{'K', "\r"},                                                                               \
	{                                                                                          \
		'o', LEFT                                                                          \
	}
#define RUN(text) TYPE(text), ENTER
#define OUT(text)                                                                                  \
	{                                                                                          \
		'o', text                                                                          \
	}
#define WAIT                                                                                       \
	{                                                                                          \
		'W', NULL                                                                          \
	}
#define PAUSE                                                                                      \
	{                                                                                          \
		'P', NULL                                                                          \
	}
#define STATE(text)                                                                                \
	{                                                                                          \
		's', text                                                                          \
	}
#define END                                                                                        \
	{                                                                                          \
		0, NULL                                                                            \
	}

enum pressed { KEYS_TEXT, KEYS_CLASS, KEYS_NONE };
enum chunks { CHUNKS_AS_THEY_ARE, CHUNKS_BYTES, CHUNKS_MERGED };

struct way {
	const char *name, *program;
	enum pressed keys;
	enum chunks chunks;
	bool states, cut, idle;
	int refuse; /* at which command; 0: none */
};

struct found {
	struct command list[FOUND_MAX];
	struct {
		bool ended;
	} ends[FOUND_MAX];
	int count, forgotten;
	int refuse, refusals, late;
	bool bad; /* the contract was broken */
};

struct stage {
	struct recovery *recovery;
	struct keys classes;
	const struct way *way;
	int64_t at;
	uint64_t number;
	struct buffer output; /* not yet given */
	int64_t output_at;
	int status;
};

static inline int
take_command(void *context, struct command *c)
{
	struct found *f = context;

	if (f->refusals > 0)
		f->late++;
	f->bad |= f->count > 0 && c->seq <= f->list[f->count - 1].seq;
	if (f->count == FOUND_MAX) {
		f->forgotten++;
		command_free(c);
		return 0;
	}
	f->list[f->count] = *c;
	f->ends[f->count++].ended = false;
	return f->count == f->refuse ? -(++f->refusals) - 70 : 0;
}

static inline int
take_end(void *context, struct command_end *end)
{
	struct found *f = context;
	int i;

	for (i = 0; i < f->count && f->list[i].seq != end->seq; i++)
		;
	if (i == f->count || f->ends[i].ended) {
		f->bad = true;
		return 0;
	}
	f->ends[i].ended = true;
	command_complete(&f->list[i], end);
	return 0;
}

static inline void
give(struct stage *s, char code, const char *data, size_t len, int64_t at)
{
	struct event ev = {at, s->number++, code, data, len};
	int r = recovery_event(s->recovery, &ev);

	if (s->status == 0)
		s->status = r;
	CHECK(s->way->refuse > 0 || r == 0);
}

static inline void
give_output(struct stage *s)
{
	if (s->output.len > 0)
		give(s, 'o', s->output.data, s->output.len, s->output_at);
	buffer_clear(&s->output);
}

static inline void
put_output(struct stage *s, const char *data, size_t len)
{
	size_t i;

	if (s->way->chunks == CHUNKS_MERGED) {
		if (s->output.len > 0 && s->at - s->output_at > MERGE_MS)
			give_output(s);
		s->output_at = s->output.len > 0 ? s->output_at : s->at;
		buffer_add(&s->output, data, len);
		return;
	}
	if (s->way->chunks == CHUNKS_AS_THEY_ARE) {
		give(s, 'o', data, len, s->at);
		return;
	}
	for (i = 0; i < len; i++)
		give(s, 'o', data + i, 1, s->at);
}

static inline void
put_keys(struct stage *s, const char *keys, size_t len)
{
	struct buffer tokens = {0};

	if (s->way->keys == KEYS_NONE)
		return;
	give_output(s);
	if (s->way->keys == KEYS_TEXT) {
		give(s, 'i', keys, len, s->at);
		return;
	}
	keys_classify(&s->classes, s->at, keys, len, &tokens);
	if (tokens.len > 0)
		give(s, 'k', tokens.data, tokens.len, s->at);
	buffer_free(&tokens);
}

static inline void
put_step(struct stage *s, const struct step *step)
{
	size_t len = step->data ? strlen(step->data) : 0, i, n;

	if (step->code == 'T') {
		for (i = 0; i < len; i += n) {
			s->at += 80;
			for (n = 1; (step->data[i + n] & 0xC0) == 0x80; n++)
				;
			put_keys(s, step->data + i, n);
			s->at += 1;
			put_output(s, step->data + i, n);
		}
	} else if (step->code == 'K') {
		s->at += 80;
		put_keys(s, step->data, len);
		s->at += 1;
	} else if (step->code == 'W') {
		give_output(s);
		s->at += 3000;
		CHECK(!s->way->idle || recovery_idle(s->recovery, s->at) == 0);
	} else if (step->code == 'P') {
		give_output(s);
		s->at += 400;
	} else if (step->code == 'o') {
		put_output(s, step->data, len);
		s->at += 5;
	} else if (step->code != 's' || s->way->states) {
		give_output(s);
		give(s, step->code, step->data, len, s->at);
	}
}

static inline void
play(const struct way *way, const struct step *steps, struct found *f)
{
	const struct recovery_sink sink = {take_command, take_end, f};
	struct stage s = {.way = way};
	struct header h;
	int r;

	memset(f, 0, sizeof *f);
	f->refuse = way->refuse;
	header_init(&h);
	CHECK(header_set(&h.command, way->program ? way->program : "bash") == 0);
	r = recovery_new(&h, &sink, &s.recovery);
	header_free(&h);
	CHECK(r == 0);
	if (r != 0)
		return;
	for (; steps->code != 0; steps++)
		put_step(&s, steps);
	give_output(&s);
	r = recovery_end(s.recovery, way->cut);
	CHECK(r == s.status || s.status == 0);
	CHECK(!f->bad && f->forgotten == 0 && f->late == 0);
	recovery_free(s.recovery);
	buffer_free(&s.output);
}

static inline void
found_free(struct found *f)
{
	while (f->count > 0)
		command_free(&f->list[--f->count]);
}

/* Each as its text, with its kind before it unless it is a shell's. */
static inline bool
found_are(const struct found *f, const char *const *want)
{
	struct buffer is = {0};
	bool same;
	int i;

	for (i = 0; i < f->count && want[i] != NULL; i++) {
		const struct command *c = &f->list[i];

		buffer_clear(&is);
		if (c->kind != COMMAND_SHELL)
			buffer_addf(&is, "%s: ", command_kind_name(c->kind));
		buffer_add(&is, c->text.data, c->text.len);
		same = strcmp(buffer_string(&is), want[i]) == 0;
		if (!same)
			printf("# %d is <%s>, not <%s>\n", i, buffer_string(&is), want[i]);
		buffer_free(&is);
		if (!same)
			return false;
	}
	if (i < f->count)
		printf("# and <%.*s>\n", (int)f->list[i].text.len, f->list[i].text.data);
	else if (want[i] != NULL)
		printf("# and no <%s>\n", want[i]);
	return i == f->count && want[i] == NULL;
}

static const struct way AS_TYPED = {.name = "as typed", .keys = KEYS_TEXT};
static const struct way BY_CLASS = {.name = "keys by class", .keys = KEYS_CLASS};
static const struct way WITH_TRUTH = {
    .name = "with the kernel's truth", .keys = KEYS_CLASS, .states = true};
static const struct way NO_KEYS = {.name = "without keys", .keys = KEYS_NONE};

enum { ALSO_WITHOUT_KEYS = 1 };

/* The same commands in every way. */
static inline void
everyway(const char *program, const struct step *steps, unsigned how, const char *const *want)
{
	static const char *const keys[] = {"keys", "classes", "none"};
	static const char *const chunks[] = {"as it came", "byte by byte", "merged"};
	struct found f;
	int key, chunk, states;

	for (key = KEYS_TEXT; key <= (how & ALSO_WITHOUT_KEYS ? KEYS_NONE : KEYS_CLASS); key++) {
		for (chunk = CHUNKS_AS_THEY_ARE; chunk <= CHUNKS_MERGED; chunk++) {
			for (states = 0; states < 2; states++) {
				struct way way = {.program = program,
				    .keys = (enum pressed)key,
				    .chunks = (enum chunks)chunk,
				    .states = states};
				bool right;

				play(&way, steps, &f);
				right = found_are(&f, want);
				if (!right)
					printf("# keys: %s, output %s, truth: %d\n", keys[key],
					    chunks[chunk], states);
				CHECK(right);
				found_free(&f);
			}
		}
	}
}

#define WANT(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NOTHING ((const char *const[]){NULL})
#define BASH(steps, ...) everyway("bash", steps, ALSO_WITHOUT_KEYS, WANT(__VA_ARGS__))
#define BASH_KEYS(steps, ...) everyway("bash", steps, 0, WANT(__VA_ARGS__))

#endif
