/* Whether a prompt asks for more of the line that was left, as each shell and interpreter does. */
#include "indexer/edit.h"

#include <ctype.h>
#include <string.h>

#include "indexer/clause.h"
#include "indexer/shape.h"
#include "indexer/syntax.h"

#define AROUND_MAX 8 /* bytes around the word with which tcsh asks for more */
#define JOBS_MAX 8   /* rows that may tell of them between two of a block */
#define TOLD_MOST 4  /* rows that a shell has printed before it asks for more */

bool
held_is_open(const struct held *h, const struct place *p)
{
	if (p->kind == PROGRAM_REPL || h->c.text.data == NULL)
		return false;
	if (strcmp(p->program, "zsh") == 0)
		return syntax_open_anywhere(h->c.text.data, h->c.text.len) || syntax_open_brace(h->c.text.data, h->c.text.len);
	return syntax_open(h->c.text.data, h->c.text.len);
}

/* "foreach? ": the word that is open, and what the user has behind it. */
bool
asks_as_tcsh(const struct buffer *prompt, const struct buffer *line, bool surely_tcsh)
{
	static const char *const words[] = {"foreach", "while", "if", "switch", "else", "then", "breaksw"};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		/* its user has set what stands around the word */
		if (prompt->len > n && (surely_tcsh || prompt->len <= n + AROUND_MAX) && line->len >= n && memcmp(line->data, words[i], n) == 0 &&
		    (line->len == n || strchr(" \n", line->data[n]) != NULL) && memmem(prompt->data, prompt->len, words[i], n) != NULL)
			return true;
		if (prompt->len > n && memcmp(prompt->data, words[i], n) == 0 &&
		    (surely_tcsh || (line->len > n && memcmp(line->data, words[i], n) == 0 && line->data[n] == ' ') || (prompt->len == n + 2 && memcmp(prompt->data + n, "? ", 2) == 0)))
			return true;
	}
	return false;
}

/* A block of csh's that is not ended. */
static bool
is_open_csh(const struct buffer *text)
{
	static const char *const opens[] = {"foreach", "while", "switch"}, *const ends[] = {"end", "endsw"};
	const char *at = text->data, *end = text->len > 0 ? at + text->len : at, *next;
	int depth = 0;
	size_t i, n;

	for (; at < end; at = next) {
		next = memchr(at, '\n', (size_t)(end - at));
		next = next != NULL ? next + 1 : end;
		while (at < next && (*at == ' ' || *at == '\t'))
			at++;
		for (n = 0; at + n < next && at[n] >= 'a' && at[n] <= 'z'; n++)
			;
		for (i = 0; i < sizeof opens / sizeof *opens; i++)
			depth += n == strlen(opens[i]) && memcmp(at, opens[i], n) == 0;
		for (i = 0; i < sizeof ends / sizeof *ends; i++)
			depth -= n == strlen(ends[i]) && memcmp(at, ends[i], n) == 0;
	}
	return depth > 0;
}

/* zsh says what is open: "for> ", "then dquote> ". */
bool
asks_as_zsh(const struct buffer *prompt)
{
	static const char *const words[] = {"for", "foreach", "while", "until", "repeat", "select", "if", "then", "else", "elif", "elif-then", "case",
	    "cond", "cursh", "subsh", "function", "always", "pipe", "errpipe", "cmdand", "cmdor", "quote", "dquote", "bquote", "cmdsubst",
	    "mathsubst", "math", "braceparam", "array", "heredoc", "heredocd"};
	const char *at, *end;
	size_t i, n;
	bool word = true;

	if (prompt->len < 4 || memcmp(prompt->data + prompt->len - 2, "> ", 2) != 0)
		return false;
	end = prompt->data + prompt->len - 2;
	for (at = prompt->data; at < end && word; at += n + (at[n] == ' ')) {
		for (n = 0; at + n < end && at[n] != ' '; n++)
			;
		for (word = false, i = 0; i < sizeof words / sizeof *words && !word; i++)
			word = strlen(words[i]) == n && memcmp(words[i], at, n) == 0;
	}
	return word;
}

/* It looks like none of those behind which this shell's lines began, and none has merely grown. */
static bool
is_new_here(const struct place *p, const struct buffer *prompt)
{
	const struct prompts *first = &p->first;
	int n;

	for (n = 0; n < first->count; n++)
		if (prompt_like(first->list[n].data, first->list[n].len, prompt->data, prompt->len) ||
		    (prompt->len >= first->list[n].len && first->list[n].len > 0 && memcmp(prompt->data, first->list[n].data, first->list[n].len - 1) == 0))
			return false;
	return first->count > 0;
}

/* A shell's around this program, where each line has a number. */
static bool
is_counted_around(struct recovery *r, const struct place *p, const struct buffer *prompt)
{
	const struct place *outer;

	if (prompt->len == 0 || !prompt_is_shells(prompt->data, prompt->len))
		return false;
	for (outer = r->places.list; outer < p; outer++)
		if (prompts_count(&outer->first, prompt->data, prompt->len))
			return true;
	return false;
}

/* The prompt may be gone by it. */
bool
sets_prompt(const struct buffer *text)
{
	static const char *const names[] = {"PS1", "PROMPT", "prompt", "sys.ps1"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (text->len > 0 && memmem(text->data, text->len, names[i], strlen(names[i])) != NULL)
			return true;
	return false;
}

bool
names_prompt(const struct buffer *text, const struct buffer *prompt)
{
	size_t bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	return bare > 1 && sets_prompt(text) && memmem(text->data, text->len, prompt->data, bare) != NULL;
}

bool
is_bracketed(struct recovery *r)
{
	struct screen_modes modes;

	screen_modes(r->screen, &modes);
	return modes.bracketed;
}

/* The line's last word, "shop" of "use shop;", stands in this prompt, and did not in the one before: it did that. */
static bool
shows_word_of(const struct buffer *prompt, const struct buffer *line, const struct buffer *before)
{
	const char *from = line->data, *end = from + line->len, *word;

	while (end > from && strchr(" ;\"'`", end[-1]) != NULL)
		end--;
	for (word = end; word > from && (isalnum((unsigned char)word[-1]) || word[-1] == '_'); word--)
		;
	return word > from && end - word >= 3 && prompt->len > 0 && memmem(prompt->data, prompt->len, word, (size_t)(end - word)) != NULL &&
	    (before->len == 0 || memmem(before->data, before->len, word, (size_t)(end - word)) == NULL);
}

/* The last line was a device's new name, "sysname core2": this is a prompt like those before, with it. */
bool
gave_name(const struct place *top, const struct buffer *prompt)
{
	const struct buffer *first = &top->first.list[0];

	return top->text.len > 0 && prompt->len > 2 && first->len > 2 && prompt->data[prompt->len - 1] == first->data[first->len - 1] && strchr("]>#", first->data[first->len - 1]) != NULL &&
	    shows_word_of(prompt, &top->text, first);
}

/* csh's `if (...)` and zsh's `for n (...)` need nothing that closes them. */
static bool
needs_no_end(const struct buffer *text)
{
	static const char *const words[] = {"if", "while", "for"};
	const char *at, *end = text->data + text->len;
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (text->len < n + 2 || memcmp(text->data, words[i], n) != 0)
			continue;
		for (at = text->data + n; at < end && *at == ' '; at++)
			;
		if (words[i][0] == 'f' && at > text->data + n) {
			while (at < end && *at != ' ' && *at != '(')
				at++;
			while (at < end && *at == ' ')
				at++;
		}
		return at < end && *at == '(';
	}
	return false;
}

/* It ends in a word or a sign behind which something has to come, or opens a document: no reading of it is whole. */
static bool
wants_more(const struct held *h)
{
	static const char *const words[] = {" do", " then", " else", "{", "|", "&&", "\ndo", "\nthen", "\nelse"};
	const struct buffer *text = &h->c.text;
	size_t i, n, len = prompt_bare(text->data, text->len);

	/* of a line that was not seen whole nobody knows */
	if (h->c.reasons & REASON_UNSEEN)
		return false;
	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (len > n && memcmp(text->data + len - n, words[i], n) == 0)
			return true;
	}
	/* or it was asked for more so already */
	return memmem(text->data, text->len, "<<", 2) != NULL || (memchr(text->data, '\n', text->len) != NULL && (h->c.reasons & REASON_DOUBTFUL));
}

/*
 * A shell that asks for more with the sign with which it asks for a line: its user has set one of them so.  An open line is never run in
 * silence.
 */
static bool
asks_with_its_first(struct recovery *r, const struct place *p, const struct held *h, const struct buffer *prompt)
{
	static const char *const names[] = {"bash", "dash", "sh", "ksh", "ksh93", "mksh", "yash", "busybox", "ash", "zsh"};
	size_t i, bare = prompt_bare(prompt->data ? prompt->data : "", prompt->len);

	/* it has another for that, and what that has asked for is enough: a `switch` of tcsh's that has come to its case */
	if (h->c.text.len == 0 || !held_is_open(h, p) || h->asked)
		return false;
	/* in a pane it may be anybody's, but for the signs that shells alone have */
	if (r->edit.pane.split)
		return p->kind == PROGRAM_MULTIPLEXER && bare > 1 && strchr("$#%", prompt->data[bare - 1]) != NULL && !needs_no_end(&h->c.text) &&
		    syntax_open_anywhere(h->c.text.data, h->c.text.len);
	if (!p->sets_more && !buffer_is(prompt, "> ", 2) && !(bare > 0 && p->more.count == 0 && wants_more(h)))
		return false;
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(p->program, names[i]) == 0)
			return true;
	return false;
}

/* `set -v`: a shell prints each row that it reads, and this one has been the last of them. */
static bool
is_printed_again(struct recovery *r, const struct held *h, int row)
{
	const char *last = h->c.text.len > 0 ? memrchr(h->c.text.data, '\n', h->c.text.len) : NULL;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer above = {0};
	bool again;

	if (h->c.text.len == 0 || r->edit.pane.split)
		return false;
	last = last != NULL ? last + 1 : h->c.text.data;
	line_text(r->screen, &all, row - 1, 0, row - 1, &above);
	again = above.len > 0 && buffer_is(&above, last, (size_t)(h->c.text.data + h->c.text.len - last));
	buffer_free(&above);
	return again;
}

/* "[2]-  Done      sleep 1", "[1]  + terminated  ping db": a shell tells between any two of its lines what has become of a job. */
static bool
tells_of_job(const struct buffer *row)
{
	size_t i = 1, digits;

	if (row->len < 4 || row->data[0] != '[')
		return false;
	while (i < row->len && row->data[i] >= '0' && row->data[i] <= '9')
		i++;
	digits = i - 1;
	if (digits == 0 || i + 2 >= row->len || row->data[i] != ']')
		return false;
	for (i++; i < row->len && strchr(" \t+-", row->data[i]) != NULL; i++)
		;
	return i > digits + 3 && i < row->len;
}

/* Between the held line and this row stands nothing else. */
static bool
tells_of_jobs(struct recovery *r, int row, int gap)
{
	struct pane all = r->edit.pane;
	struct buffer text = {0};
	bool tells = gap > 1 && gap <= JOBS_MAX;
	int above, first;

	all.floor = 0;
	for (above = row - 1; tells && above > row - gap; above = first - 1) {
		for (first = above; first > row - gap + 1 && line_runs_on(r->screen, &all, first - 1); first--)
			;
		buffer_clear(&text);
		line_text(r->screen, &all, first, all.left, above, &text);
		tells = tells_of_job(&text);
	}
	buffer_free(&text);
	return tells;
}

/* A shell of a pane, or of another machine there. */
static bool
is_in_pane(const struct recovery *r, const struct place *p)
{
	return p->kind == PROGRAM_MULTIPLEXER || (p->kind == PROGRAM_GATE && places_multiplexed(&r->places));
}

static bool
is_csh(const struct place *p)
{
	return strcmp(p->program, "tcsh") == 0 || strcmp(p->program, "csh") == 0;
}

/* It is whole, and starts one, which may ask as its shell does for more: gp with "? ". */
static bool
starts_interpreter(const struct held *h, const struct place *p)
{
	char name[PROGRAM_NAME_MAX];

	if (h->c.text.len == 0 || held_is_open(h, p) || is_open_csh(&h->c.text))
		return false;
	program_behind(h->c.text.data, h->c.text.len, name);
	return name[0] != '\0';
}

/* Output without a line feed stands before a prompt that asks for a statement, as it may have before the last: that both are as wide says nothing. */
static bool
has_first_at_end(const struct place *p, const struct buffer *prompt)
{
	const struct buffer *known;
	int n;

	for (n = 0; n < p->first.count; n++) {
		known = &p->first.list[n];
		if (known->len >= PROMPT_MIN && prompt->len > known->len && memcmp(prompt->data + prompt->len - known->len, known->data, known->len) == 0)
			return true;
	}
	return false;
}

/* Is this the prompt of a further line of the one that is held? */
bool
goes_on(struct recovery *r, const struct buffer *prompt, int row)
{
	struct place *p = places_top(&r->places);
	struct held *h = &r->held;
	int gap = gap_since_held(r, row), outer;
	bool same = buffer_is(prompt, h->prompt.data, h->prompt.len), more;

	if (!h->any || h->unknown || h->from_editor || h->c.kind == COMMAND_REPLY)
		return false;
	if (gap > 1 && p->kind != PROGRAM_REPL && held_is_open(h, p) && ((gap == 2 && is_printed_again(r, h, row)) || tells_of_jobs(r, row, gap)))
		gap = 1;
	/* no key committed it, and its prompt stands with all of it: the editor has drawn it elsewhere, and has it still */
	if (h->unsure && prompt->len >= h->prompt.len && h->prompt.len > 0 && memcmp(prompt->data, h->prompt.data, h->prompt.len) == 0)
		return false;
	/* it has named this prompt itself, whole: "set prompt tree> " */
	if (names_prompt(&h->c.text, prompt) && !held_is_open(h, p))
		return false;
	if (clause_of_pdb_goes_on(h, prompt, gap))
		return true;
	/* it is whole, and gives the shell another prompt, which may look like one for more */
	if (p->kind != PROGRAM_REPL && sets_prompt(&h->c.text) && !held_is_open(h, p))
		return false;
	/* another pane's may ask for its lines so */
	if (clause_of_octave_goes_on(p, h, prompt, gap))
		return true;
	/* that of a shell around this one: it has ended */
	outer = prompt->len > 2 ? places_find(&r->places, prompt->data, prompt->len, false) : -1;
	if (outer >= 0 && outer < r->places.count - 1 && !prompts_have(&p->more, prompt->data, prompt->len))
		return false;
	if (p->kind == PROGRAM_REPL && clause_goes_on(p, h, prompt, gap))
		return true;
	if (p->kind == PROGRAM_MULTIPLEXER && clause_of_gdb_goes_on(h, prompt))
		return true;
	if ((p->kind == PROGRAM_MULTIPLEXER || p->kind == PROGRAM_GATE) && clause_of_tcl_goes_on(h, prompt, gap))
		return true;
	/* the next statement's number, or the shell's around it */
	if (p->kind == PROGRAM_REPL && !same && (prompt_counts(h->prompt.data ? h->prompt.data : "", h->prompt.len, prompt->data ? prompt->data : "", prompt->len) ||
	    is_counted_around(r, p, prompt)))
		return false;
	/* its editor says when it begins, and did not: a program asks */
	if (p->kind == PROGRAM_REPL && p->bracketed && r->edit.open && !r->edit.bracket && !r->edit.pane.split)
		return false;
	if (clause_is_command(p, &h->c.text))
		return false;
	if (clause_has_one_sign(p, h, prompt, gap, &more))
		return more;
	/* a shell whose prompt for more is empty, and whose editor begins again */
	if (p->kind != PROGRAM_REPL && prompt->len == 0 && gap == 1 && r->edit.bracket && !r->edit.pane.split &&
	    (p->gap > 1 || (h->prompt.len > 0 && !prompts_have(&p->first, "", 0))) && (held_is_open(h, p) || syntax_open_brace(h->c.text.data, h->c.text.len)))
		return true;
	/* Python's first, whatever a shell would think of its line */
	if (same && p->kind != PROGRAM_SHELL && buffer_is(prompt, ">>> ", 4))
		return false;
	/* "|: " asks for a clause, or for what the program reads */
	if (p->kind == PROGRAM_REPL && prompt->len >= 2 && memcmp(prompt->data, "|:", 2) == 0)
		return false;
	if (p->kind == PROGRAM_MULTIPLEXER && held_is_open(h, p) && prompts_have(&p->more, prompt->data, prompt->len) &&
	    !prompts_have(&p->first, prompt->data, prompt->len))
		return true;
	/* in rows of its own, of which there may be fewer when it is drawn for good */
	if ((p->kind == PROGRAM_GATE || p->kind == PROGRAM_MULTIPLEXER || strcmp(p->program, "zsh") == 0) && asks_as_zsh(prompt) &&
	    (held_is_open(h, p) || (gap <= 1 && syntax_open_brace(h->c.text.data, h->c.text.len))))
		return true;
	/* its user has something printed before each row */
	if (is_csh(p) && gap > 1 && gap <= TOLD_MOST && is_open_csh(&h->c.text) && asks_as_tcsh(prompt, &h->c.text, true))
		return true;
	if (gap != 1 && !(is_in_pane(r, p) && gap <= 1))
		return false;
	/* an interpreter that nobody started by its name indents the row behind its prompt: ">>   " */
	if (h->prompt.len > 1 && h->prompt.data[h->prompt.len - 1] == ' ' && prompt->len > h->prompt.len + 1 && memcmp(prompt->data, h->prompt.data, h->prompt.len) == 0 &&
	    prompt_is_blank(prompt->data + h->prompt.len, prompt->len - h->prompt.len))
		return true;
	/* nothing was printed, and its editor did not say that it ended */
	if (p->kind == PROGRAM_MULTIPLEXER && h->meta && r->edit.pane.split && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) && is_bracketed(r))
		return true;
	/* fish's editor, of which only its indentation tells there */
	if (p->kind == PROGRAM_MULTIPLEXER && prompt->len > 0 && prompt_is_blank(prompt->data, prompt->len) && !prompts_have(&p->first, prompt->data, prompt->len) &&
	    shape_fish_open(&h->c.text))
		return true;
	if (p->kind == PROGRAM_MULTIPLEXER && prompt_of_block(h->prompt.data ? h->prompt.data : "", h->prompt.len, prompt->data ? prompt->data : "", prompt->len) > 0)
		return true;
	if (gap == 1 && buffer_is(prompt, "... ", 4) && (p->kind == PROGRAM_MULTIPLEXER || buffer_is(&h->prompt, ">>> ", 4)))
		return true;
	/* Python's, whatever a shell would think of its line: "bar()"; and below it stands how far that is, without a blank behind it */
	if ((p->kind == PROGRAM_GATE || p->kind == PROGRAM_MULTIPLEXER) && buffer_is(&h->prompt, ">>> ", 4) && prompt->len > 0 && prompt->data[prompt->len - 1] != ' ')
		return false;
	if ((p->kind == PROGRAM_GATE || p->kind == PROGRAM_MULTIPLEXER) && asks_as_tcsh(prompt, &h->c.text, false))
		return true;
	if (is_csh(p) && (asks_as_tcsh(prompt, &h->c.text, true) ||
	    (buffer_is(prompt, "? ", 2) && !starts_interpreter(h, p)) || (prompt->len > 1 && memcmp(prompt->data + prompt->len - 2, "? ", 2) == 0 && held_is_open(h, p))))
		return true;
	/* the same where its name is not known: no shell counts while it asks for more */
	if ((p->kind == PROGRAM_GATE || p->kind == PROGRAM_MULTIPLEXER) && !same && h->prompt.len >= PROMPT_MIN && prompt_is_shells(prompt->data, prompt->len) &&
	    prompt_counts(h->prompt.data, h->prompt.len, prompt->data, prompt->len) && !prompts_have(&p->more, prompt->data, prompt->len))
		return false;
	/* what asks once more, with the next number, has run the line: "if (1) then" is one to it */
	if (is_csh(p) && (prompts_have(&p->first, prompt->data, prompt->len) || prompts_count(&p->first, prompt->data, prompt->len)) &&
	    !prompts_have(&p->more, prompt->data, prompt->len))
		return false;
	/* a tcsh that looks like the shell which it was started from */
	if (p->kind == PROGRAM_SHELL && buffer_is(prompt, "foreach? ", 9) && h->c.text.len > 8 && memcmp(h->c.text.data, "foreach ", 8) == 0)
		return true;
	if (p->kind == PROGRAM_REPL && prompt_is_blank(prompt->data, prompt->len))
		return false;
	if (p->kind != PROGRAM_REPL && gap == 1 && held_is_open(h, p) && p->more.count == 0 &&
	    prompt_goes_on(prompt->data, prompt->len))
		return true;
	/* nothing is how it asks for more, and is what stands below every line that runs */
	if (p->kind != PROGRAM_REPL && prompt->len == 0 && !held_is_open(h, p) &&
	    (p->bracketed ? !r->edit.bracket && !r->edit.pane.split : r->truth.known && !shell_in_front(r)))
		return false;
	if (prompts_have(&p->more, prompt->data, prompt->len))
		return p->kind == PROGRAM_REPL || held_is_open(h, p) || !prompts_have(&p->first, prompt->data, prompt->len);
	/* so ask interpreters, and whatever a shell would think of a line of theirs, they don't ask for more with nothing */
	if ((p->kind == PROGRAM_GATE || p->kind == PROGRAM_MULTIPLEXER) && buffer_is(&h->prompt, "> ", 2) && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len))
		return false;
	if (same && gap == 1 && asks_with_its_first(r, p, h, prompt))
		return true;
	/* another pane's shell has that for its first: but it stands right below the line, or in its row, where all was drawn anew */
	if (!same && is_in_pane(r, p) && buffer_is(prompt, "> ", 2) && held_is_open(h, p) && !needs_no_end(&h->c.text))
		return true;
	if (same || prompts_have(&p->first, prompt->data, prompt->len))
		return false;
	if (p->kind != PROGRAM_REPL && !held_is_open(h, p))
		return false;
	if (strncmp(p->program, "python", 6) == 0)
		return gap == 1 && !prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) &&
		    (clause_is_open_python(&h->c.text) || clause_of_script_goes_on(h, prompt));
	if (p->kind == PROGRAM_REPL && has_first_at_end(p, prompt))
		return false;
	if (p->kind == PROGRAM_REPL && prompt_is_further(h->prompt.data, h->prompt.len, prompt->data, prompt->len))
		return true;
	if (p->kind == PROGRAM_REPL && shows_word_of(prompt, &h->c.text, &h->prompt))
		return false;
	return prompt_goes_on(prompt->data, prompt->len) ||
	    (p->kind != PROGRAM_REPL && (!prompt_is_shells(prompt->data, prompt->len) || is_new_here(p, prompt)));
}
