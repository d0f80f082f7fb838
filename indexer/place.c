/* Where lines are given to. */
#include "indexer/place.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void
prompts_free(struct prompts *p)
{
	int i;

	for (i = 0; i < PROMPTS_MAX; i++)
		buffer_free(&p->list[i]);
	p->count = 0;
}

static void
place_free(struct place *p)
{
	prompts_free(&p->first);
	prompts_free(&p->edited);
	prompts_free(&p->more);
	command_end_free(&p->end);
	buffer_free(&p->text);
	buffer_free(&p->cwd);
	memset(p, 0, sizeof *p);
}

static bool
same_but_count(const struct buffer *p, const char *prompt, size_t len)
{
	return prompt_counts(p->data ? p->data : "", p->len, prompt, len);
}

/* The one that a new prompt takes the place of when there is no room: the oldest of which a newer one differs by its numbers alone, or else the oldest. */
static int
to_forget(const struct prompts *p, const char *prompt, size_t len)
{
	int i, n;

	for (i = p->count - 1; i >= 0; i--) {
		if (same_but_count(&p->list[i], prompt, len))
			return i;
		for (n = 0; n < i; n++)
			if (same_but_count(&p->list[i], p->list[n].data ? p->list[n].data : "", p->list[n].len))
				return i;
	}
	return p->count - 1;
}

void
prompts_add(struct prompts *p, const char *prompt, size_t len)
{
	struct buffer hit = {0};
	int i;

	for (i = 0; i < p->count; i++)
		if (buffer_is(&p->list[i], prompt, len))
			break;
	if (i < p->count) {
		hit = p->list[i];
	} else {
		i = p->count < PROMPTS_MAX ? p->count++ : to_forget(p, prompt, len);
		hit = p->list[i];
		buffer_clear(&hit);
		buffer_add(&hit, prompt, len);
	}
	memmove(p->list + 1, p->list, sizeof *p->list * (size_t)i);
	p->list[0] = hit;
}

void
prompts_forget_blank(struct prompts *p)
{
	struct buffer hit;
	int i;

	for (i = p->count - 1; i >= 0; i--) {
		if (!prompt_is_blank(p->list[i].data ? p->list[i].data : "", p->list[i].len))
			continue;
		hit = p->list[i];
		memmove(p->list + i, p->list + i + 1, sizeof *p->list * (size_t)(--p->count - i));
		/* its memory is used again */
		buffer_clear(&hit);
		p->list[p->count] = hit;
	}
}

bool
prompts_have(const struct prompts *p, const char *prompt, size_t len)
{
	int i;

	for (i = 0; i < p->count; i++)
		if (buffer_is(&p->list[i], prompt, len))
			return true;
	return false;
}

/* Ends of prompts, as UTF-8. */
static const char *const MARKS[] = {"$", "#", "%", ">", "\xE2\x9D\xAF", "\xE2\x9E\x9C", "\xCE\xBB", "\xC2\xBB", "\xE2\x86\x92", "\xE2\x80\xBA",
    "\xE2\x96\xB6", "\xE2\x9F\xA9", "\xEE\x82\xB0", "\xE2\x87\x92", "\xE1\x90\x85", "\xE2\x96\xB8"};

size_t
prompt_bare(const char *text, size_t len)
{
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		len--;
	return len;
}

static bool
is_name_sign(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '.';
}

bool
prompt_same_name(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t from = 0, len, a_bare = prompt_bare(a, a_len), b_bare = prompt_bare(b, b_len);

	/* user@host is another matter */
	if (a_bare == 0 || b_bare == 0 || memchr(a, '@', a_bare) != NULL || is_name_sign(a[a_bare - 1]) || is_name_sign(b[b_bare - 1]))
		return false;
	while (from < a_bare && !is_name_sign(a[from]))
		from++;
	for (len = 0; from + len < a_bare && is_name_sign(a[from + len]); len++)
		;
	return len >= 4 && from <= 2 && memmem(b, b_bare < from + len + 4 ? b_bare : from + len + 4, a + from, len) != NULL;
}

bool
prompt_is_blank(const char *prompt, size_t len)
{
	return prompt_bare(prompt, len) == 0;
}

uint32_t
prompt_sum(const char *prompt, size_t len)
{
	uint32_t sum = 2166136261u;
	size_t i;

	if (len == 0 || prompt_is_blank(prompt, len))
		return 0;
	for (i = 0; i < len; i++)
		sum = (sum ^ (unsigned char)prompt[i]) * 16777619u;
	return sum != 0 ? sum : 1;
}

/* The lower row of a frame, and nothing else: U+2514 or U+2570, with U+2500 behind it or without. */
static bool
is_corner(const char *prompt, size_t len, size_t bare)
{
	return len == bare + 1 && (bare == 3 || (bare == 6 && memcmp(prompt + 3, "\xE2\x94\x80", 3) == 0)) &&
	    (memcmp(prompt, "\xE2\x94\x94", 3) == 0 || memcmp(prompt, "\xE2\x95\xB0", 3) == 0);
}

bool
prompt_is_shells(const char *prompt, size_t len)
{
	size_t i, n, bare = prompt_bare(prompt, len);

	/* how far something has come: " 60%" */
	if (bare == len && bare > 1 && prompt[bare - 1] == '%' && isdigit((unsigned char)prompt[bare - 2]))
		return false;
	for (i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
		n = strlen(MARKS[i]);
		if (bare >= n && memcmp(prompt + bare - n, MARKS[i], n) == 0)
			return true;
	}
	return is_corner(prompt, len, bare);
}

/* The same but for numbers: the next statement's. */
static bool
same_but_numbers(const char *a, const char *b, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (a[i] != b[i] && !(isdigit((unsigned char)a[i]) && isdigit((unsigned char)b[i])))
			return false;
	return true;
}

bool
prompt_like(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t a_bare = prompt_bare(a, a_len), b_bare = prompt_bare(b, b_len), head;

	/* a clock, and nothing else */
	if (a_len == b_len && a_bare >= 5 && isdigit((unsigned char)a[a_bare - 1]) && same_but_numbers(a, b, a_len))
		return true;
	/* a name and a count, which has a digit more now */
	if (a_bare > 2 && b_bare > 2 && a_len - a_bare == b_len - b_bare && !isdigit((unsigned char)a[0]) && isdigit((unsigned char)a[a_bare - 1]) &&
	    prompt_counts(a, a_bare, b, b_bare))
		return true;
	/* the same blanks behind, the same last sign, the same beginning */
	if (a_bare == 0 || b_bare == 0 || a_len - a_bare != b_len - b_bare || a[a_bare - 1] != b[b_bare - 1])
		return false;
	head = a_bare < b_bare ? a_bare : b_bare;
	if (head <= 2)
		return a_bare == b_bare || prompt_counts(a, a_bare, b, b_bare);
	return (isdigit((unsigned char)a[0]) && isdigit((unsigned char)b[0])) || same_but_numbers(a, b, 2);
}

bool
prompt_counts(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t i = 0, j = 0;

	while (i < a_len && j < b_len) {
		if (isdigit((unsigned char)a[i]) && isdigit((unsigned char)b[j])) {
			while (i < a_len && isdigit((unsigned char)a[i]))
				i++;
			while (j < b_len && isdigit((unsigned char)b[j]))
				j++;
		} else if (a[i++] != b[j++]) {
			return false;
		}
	}
	return i == a_len && j == b_len;
}

bool
prompts_count(const struct prompts *p, const char *prompt, size_t len)
{
	int n = 0;

	while (n < p->count && !prompt_counts(p->list[n].data ? p->list[n].data : "", p->list[n].len, prompt, len))
		n++;
	return n < p->count;
}

/* How much of it may name a directory. */
static size_t
length_of_name(const char *prompt, size_t len)
{
	size_t n = 0;

	while (n < len && (isalnum((unsigned char)prompt[n]) || (unsigned char)prompt[n] > 0x7F || strchr("~/._+-", prompt[n]) != NULL))
		n++;
	return n;
}

bool
prompt_moved(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t a_name = length_of_name(a, a_len), b_name = length_of_name(b, b_len);

	return a_name > 0 && b_name > 0 && a_len - a_name >= 2 && a_len - a_name == b_len - b_name && same_but_numbers(a + a_name, b + b_name, a_len - a_name);
}

/* The "user@host" of a prompt. */
static const char *
identity(const char *prompt, size_t len, size_t *n)
{
	const char *at = len > 0 ? memchr(prompt, '@', len) : NULL, *from = at, *to;

	*n = 0;
	if (at == NULL)
		return NULL;
	while (from > prompt && (isalnum((unsigned char)from[-1]) || strchr("-_.", from[-1])))
		from--;
	for (to = at + 1; to < prompt + len && (isalnum((unsigned char)*to) || strchr("-_.", *to)); to++)
		;
	*n = (size_t)(to - from);
	return from;
}

bool
prompt_same_user(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t a_n, b_n;
	const char *a_who = identity(a, a_len, &a_n), *b_who = identity(b, b_len, &b_n);

	return a_who == NULL || b_who == NULL || (a_n == b_n && memcmp(a_who, b_who, a_n) == 0);
}

bool
prompt_is_further(const char *first, size_t first_len, const char *prompt, size_t len)
{
	return len == first_len && len >= 3 && !same_but_numbers(first, prompt, len) &&
	    prompt[len - 1] == first[len - 1];
}

size_t
prompt_of_block(const char *first, size_t first_len, const char *prompt, size_t len)
{
	size_t dots = 0;

	if (first_len == 4 && len > 4 && memcmp(first, ">>> ", 4) == 0 && memcmp(prompt, "... ", 4) == 0)
		return prompt_is_blank(prompt + 4, len - 4) ? 4 : 0;
	while (dots < len && prompt[dots] == ' ')
		dots++;
	if (first_len < 8 || memcmp(first, "In [", 4) != 0 || dots + 5 != first_len || len < first_len || memcmp(prompt + dots, "...: ", 5) != 0)
		return 0;
	return prompt_is_blank(prompt + first_len, len - first_len) ? first_len : 0;
}

static bool
has_any(const char *text, size_t len, const char *signs)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (text[i] != '\0' && strchr(signs, text[i]) != NULL)
			return true;
	return false;
}

bool
prompt_goes_on(const char *prompt, size_t len)
{
	size_t bare = prompt_bare(prompt, len), from = 0;

	if (bare == 0)
		return true;
	while (from < bare && prompt[from] == ' ')
		from++;
	prompt += from;
	bare -= from;
	/* "...", "...:", "   ...>", and the sign of its own */
	if (bare >= 3 && (memcmp(prompt, "...", 3) == 0 || memcmp(prompt, "\xE2\x80\xA6", 3) == 0))
		return true;
	/* MariaDB's in a remark, ClickHouse's smile */
	if (bare == 3 && (memcmp(prompt, "/*>", 3) == 0 || memcmp(prompt, ":-]", 3) == 0))
		return true;
	/* ">", "->", "'>", "for>", "dquote>" */
	if (prompt[bare - 1] == '>' || prompt[bare - 1] == '?')
		return bare <= 2 || (bare <= 40 && !has_any(prompt, bare, "@:/~(["));
	/* "db-#", "db(>" of psql; "db=*#" begins anew, inside a transaction */
	if (bare >= 3 && strchr("*!?", prompt[bare - 2]) != NULL && prompt[bare - 3] == '=')
		return false;
	return bare >= 2 && strchr("#>", prompt[bare - 1]) != NULL && strchr("-('\"*$^!?", prompt[bare - 2]) != NULL;
}

/* `sh -c "make && exec gdb prog"`: who is talked to is the last that it starts, if that is somebody to talk to. */
static void
program_of_script(const char *script, char *program)
{
	const char *last = script + strlen(script);
	char name[PROGRAM_NAME_MAX];

	while (last > script && strchr(";|&\n", last[-1]) == NULL)
		last--;
	program_of(last, strlen(last), name);
	if (program_kind(name) != PROGRAM_OTHER)
		strcpy(program, name);
}

/* The session's own command, as it was given. */
static void
program_of_session(const struct header *h, char *program)
{
	const char *script = NULL;

	if (h->argv != NULL && h->argv[0] != NULL) {
		program_of(h->argv[0], strlen(h->argv[0]), program);
		if (h->argv[1] != NULL && strcmp(h->argv[1], "-c") == 0)
			script = h->argv[2];
	} else if (h->command != NULL) {
		/* its words, and what parts a shell's commands is none of their doing */
		program_of(h->command, strcspn(h->command, ";|&\n"), program);
		if ((script = strstr(h->command, " -c ")) != NULL)
			script += 4;
	}
	if (script != NULL && program_kind(program) == PROGRAM_SHELL)
		program_of_script(script, program);
}

void
places_init(struct places *places, const struct header *h)
{
	const char *shell = header_pairs_get(&h->env, "SHELL");
	struct place *p = &places->list[0];

	memset(places, 0, sizeof *places);
	places->count = 1;
	program_of_session(h, p->program);
	if (p->program[0] == '\0' && h->shell != NULL)
		program_of(h->shell, strlen(h->shell), p->program);
	if (p->program[0] == '\0' && shell != NULL)
		program_of(shell, strlen(shell), p->program);
	p->kind = p->program[0] ? program_kind(p->program) : PROGRAM_SHELL;
}

void
places_free(struct places *places)
{
	int i;

	for (i = 0; i < places->count; i++)
		place_free(&places->list[i]);
	for (i = 0; i < places->parked_count; i++)
		place_free(&places->parked[i]);
	prompts_free(&places->left);
	places->count = places->parked_count = 0;
}

struct place *
places_top(struct places *places)
{
	return &places->list[places->count - 1];
}

struct place *
places_enter(struct places *places, const char *program, enum program_kind kind)
{
	struct place *p;

	if (places->count == PLACES_MAX)
		return places_top(places);
	p = &places->list[places->count++];
	memset(p, 0, sizeof *p);
	snprintf(p->program, sizeof p->program, "%s", program);
	p->kind = kind;
	return p;
}

bool
places_come_back(struct places *places)
{
	const struct place *top = places_top(places);
	char starts[PROGRAM_NAME_MAX];
	struct place *p;

	if (places->left.count == 0 || !top->running || top->starts_kind != PROGRAM_MULTIPLEXER || places->count == PLACES_MAX)
		return false;
	strcpy(starts, top->starts);
	p = places_enter(places, starts, PROGRAM_MULTIPLEXER);
	p->first = places->left;
	memset(&places->left, 0, sizeof places->left);
	return true;
}

static struct place
unpark(struct places *places, int n)
{
	struct place p = places->parked[n];

	memmove(places->parked + n, places->parked + n + 1, sizeof p * (size_t)(--places->parked_count - n));
	return p;
}

static void
park(struct places *places, struct place *p)
{
	struct place gone;
	int n;

	for (n = 0; n < places->parked_count; n++)
		if (buffer_is(&places->parked[n].first.list[0], p->first.list[0].data, p->first.list[0].len))
			break;
	if (n < places->parked_count || places->parked_count == PARKED_MAX) {
		gone = unpark(places, n < places->parked_count ? n : PARKED_MAX - 1);
		place_free(&gone);
	}
	memmove(places->parked + 1, places->parked, sizeof *p * (size_t)places->parked_count++);
	places->parked[0] = *p;
	memset(p, 0, sizeof *p);
}

/* An interpreter's may count. */
static bool
has_prompt(const struct place *p, const char *prompt, size_t len)
{
	int n;

	for (n = 0; n < p->first.count; n++)
		if (buffer_is(&p->first.list[n], prompt, len) ||
		    (p->kind == PROGRAM_REPL && prompt_like(p->first.list[n].data ? p->first.list[n].data : "", p->first.list[n].len, prompt, len)))
			return true;
	return false;
}

static int
find_parked(const struct places *places, const char *prompt, size_t len)
{
	int n = 0;

	while (n < places->parked_count && !has_prompt(&places->parked[n], prompt, len))
		n++;
	return len >= 2 && n < places->parked_count ? n : -1;
}

bool
places_left_with(const struct places *places, const char *prompt, size_t len)
{
	return find_parked(places, prompt, len) >= 0;
}

bool
places_take_up(struct places *places, const char *prompt, size_t len)
{
	int n = find_parked(places, prompt, len);

	if (n < 0 || places->count == PLACES_MAX)
		return false;
	places->list[places->count] = unpark(places, n);
	places->count++;
	return true;
}

bool
places_left_begin(const struct places *places, const char *row, size_t len, struct buffer *prompt)
{
	const struct place *p;
	int i, n;

	for (i = 0; i < places->parked_count; i++) {
		p = &places->parked[i];
		for (n = 0; p->kind == PROGRAM_REPL && n < p->first.count; n++) {
			const struct buffer *first = &p->first.list[n];

			if (first->len < 2 || first->len >= len || memcmp(first->data, row, first->len) != 0)
				continue;
			buffer_clear(prompt);
			buffer_add(prompt, first->data, first->len);
			return true;
		}
	}
	return false;
}

void
places_return(struct places *places, int index)
{
	struct place *p;

	while (places->count > index + 1) {
		p = &places->list[--places->count];
		if (p->kind == PROGRAM_MULTIPLEXER && !p->guest) {
			prompts_free(&places->left);
			places->left = p->first;
			memset(&p->first, 0, sizeof p->first);
		} else if (p->first.count > 0 && !p->running && places_multiplexed(places)) {
			park(places, p);
		}
		place_free(p);
	}
}

int
places_find(const struct places *places, const char *prompt, size_t len, bool like)
{
	const struct place *p;
	int i, n;

	for (i = places->count - 1; i >= 0; i--)
		if (prompts_have(&places->list[i].first, prompt, len))
			return i;
	for (i = places->count - 1; like && i >= 0; i--) {
		p = &places->list[i];
		for (n = 0; n < p->first.count; n++)
			if (prompt_like(p->first.list[n].data, p->first.list[n].len, prompt, len))
				return i;
	}
	return -1;
}

bool
places_multiplexed(const struct places *places)
{
	int i;

	for (i = 0; i < places->count; i++)
		if (places->list[i].kind == PROGRAM_MULTIPLEXER ||
		    (places->list[i].running && places->list[i].starts_kind == PROGRAM_MULTIPLEXER))
			return true;
	return false;
}

bool
places_guest(const struct places *places)
{
	int i;

	for (i = places->count - 1; i >= 0; i--)
		if (places->list[i].kind == PROGRAM_MULTIPLEXER)
			return places->list[i].guest;
	return false;
}

int
places_inside(const struct places *places)
{
	int i;

	for (i = places->count - 1; i >= 0; i--)
		if ((places->list[i].running && places->list[i].starts_kind == PROGRAM_MULTIPLEXER) ||
		    (i + 1 < places->count && places->list[i + 1].kind == PROGRAM_MULTIPLEXER))
			return i + 1;
	return 0;
}

bool
places_remote(const struct places *places)
{
	int i;

	for (i = 0; i < places->count; i++)
		if (places->list[i].kind == PROGRAM_GATE ||
		    (places->list[i].running && places->list[i].starts_kind == PROGRAM_GATE))
			return true;
	return false;
}
