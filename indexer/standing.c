/* Which prompt stands in a row, whose it is, and whether the held line goes on behind it. */
#include "indexer/edit.h"

#include <ctype.h>
#include <string.h>

#include "indexer/shape.h"
#include "indexer/syntax.h"

/* The shell itself asks for more, with its editor: `read -e`, zsh's `vared`, `select`. */
static bool
asks_itself(const struct buffer *text)
{
	static const char *const words[] = {"read -e", "read -re", "read -er", "read -ep", "vared ", "select "};
	size_t i, n;
	const char *at;

	for (i = 0; i < sizeof words / sizeof *words && text->len > 0; i++) {
		n = strlen(words[i]);
		at = memmem(text->data, text->len, words[i], n);
		if (at != NULL && (at == text->data || strchr(" ;&|({\n", at[-1]) != NULL))
			return true;
	}
	return false;
}

/* The longest prompt of any place that the row begins with. */
bool
known_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	const struct place *p;
	int i, n, at;
	bool more;

	*col = -1;
	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (more = false;; more = true) {
			const struct prompts *list = more ? &p->more : &p->first;

			for (n = 0; n < list->count; n++) {
				if (!line_matches(r->screen, pane, row, list->list[n].data, list->list[n].len, &at) || at <= *col)
					continue;
				*col = at;
				buffer_clear(prompt);
				buffer_add(prompt, list->list[n].data, list->list[n].len);
			}
			if (more)
				break;
		}
	}
	return *col >= 0;
}

/* An interpreter that was just started, and for which was typed ahead: what its kind shows first. */
bool
first_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	static const char *const usual[] = {">>> ", "> ", "(gdb) ", "sqlite> ", "mysql> ", "ghci> ", "jshell> ", "php > ", "?- ", "scala> "};
	struct place *top = places_top(&r->places);
	enum program_kind kind = top->running ? top->starts_kind : PROGRAM_OTHER;
	char starts[PROGRAM_NAME_MAX];
	size_t i;

	for (i = 0; i < sizeof usual / sizeof *usual && !line_matches(r->screen, pane, row, usual[i], strlen(usual[i]), col); i++)
		;
	if (i == sizeof usual / sizeof *usual)
		return false;
	if (r->held.any && r->held.c.kind == COMMAND_SHELL) {
		program_of(r->held.c.text.data ? r->held.c.text.data : "", r->held.c.text.len, starts);
		kind = program_kind(starts);
	}
	if (kind != PROGRAM_REPL)
		return false;
	buffer_clear(prompt);
	buffer_adds(prompt, usual[i]);
	return true;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* As prompt_like asks of the first two signs: most rows of a flood are none, and cost nothing then. */
static bool
begins_alike(const struct recovery *r, const struct pane *pane, const struct screen_line *line)
{
	uint32_t a, b;
	int i, n;

	if (pane->left + 2 > line->cols)
		return false;
	a = line->cells[pane->left].text;
	b = line->cells[pane->left + 1].text;
	for (i = r->places.count - 1; i >= 0; i--)
		for (n = 0; n < r->places.list[i].first.count; n++) {
			const struct buffer *p = &r->places.list[i].first.list[n];
			const unsigned char *bytes = (const unsigned char *)p->data;

			/* beyond ASCII a sign has several bytes */
			if (p->len > 0 && (a > 0x7F || b > 0x7F || p->len <= 3 || bytes[0] > 0x7F || bytes[1] > 0x7F ||
					      (a == bytes[0] && ((b ? b : ' ') == bytes[1] || (is_digit(b) && is_digit(bytes[1])))) || (is_digit(a) && is_digit(bytes[0]))))
				return true;
		}
	return false;
}

/* A prompt that changed, with text behind it: where its last sign stands. */
bool
similar_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	struct screen_line line;
	struct buffer text = {0};
	const struct place *p;
	int i, n, c;
	bool found = false;

	if (!screen_line(r->screen, row, &line) || !begins_alike(r, pane, &line))
		return false;
	for (c = pane->left + 1; c < pane->right && c <= line.cols && !found; c++) {
		screen_text(r->screen, &line, c - 1, c, &text);
		for (i = r->places.count - 1; i >= 0 && !found; i--) {
			p = &r->places.list[i];
			for (n = 0; n < p->first.count && !found; n++)
				found = prompt_like(p->first.list[n].data, p->first.list[n].len, text.data, text.len);
		}
	}
	if (found) {
		*col = c - 1;
		buffer_clear(prompt);
		buffer_add(prompt, text.data, text.len);
	}
	buffer_free(&text);
	return found;
}

/* Rows between the held line's last and this one. */
int
gap_since_held(struct recovery *r, int row)
{
	int held;

	if (!screen_find(r->screen, r->held.row_id, &held))
		return 1000;
	return row - held;
}

/* The held line stands where it was, above its prompt, which has come again. */
bool
held_stands(struct recovery *r, const struct buffer *prompt, int row)
{
	struct held *h = &r->held;
	struct pane all = {.left = 0, .right = screen_cols(r->screen)};
	struct buffer text = {0};
	int first;
	bool stands;

	if (!(buffer_is(prompt, h->prompt.data, h->prompt.len) || (h->chosen && prompt->len > 0 && h->prompt.len > 0 && prompt_like(h->prompt.data, h->prompt.len, prompt->data, prompt->len))) ||
	    !screen_find(r->screen, h->anchor.id, &first) || first >= row)
		return false;
	line_text(r->screen, &all, first, h->anchor.col, row - 1, &text);
	stands = text.len >= h->c.text.len && memcmp(text.data, h->c.text.data, h->c.text.len) == 0;
	buffer_free(&text);
	return stands;
}

bool
held_is_open(const struct held *h, const struct place *p)
{
	if (p->kind == PROGRAM_REPL || h->c.text.data == NULL)
		return false;
	return syntax_open(h->c.text.data, h->c.text.len) ||
	    (strcmp(p->program, "zsh") == 0 && syntax_open_brace(h->c.text.data, h->c.text.len));
}

/* "foreach? ": the word that is open, and what the user has behind it. */
static bool
asks_as_tcsh(const struct buffer *prompt, const struct buffer *line, bool surely_tcsh)
{
	static const char *const words[] = {"foreach", "while", "if", "switch", "else", "then"};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (prompt->len > n && memcmp(prompt->data, words[i], n) == 0 &&
		    (surely_tcsh || (line->len > n && memcmp(line->data, words[i], n) == 0 && line->data[n] == ' ') || (prompt->len == n + 2 && memcmp(prompt->data + n, "? ", 2) == 0)))
			return true;
	}
	return false;
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

static bool
is_lisp(const char *program)
{
	static const char *const names[] = {"guile", "sbcl", "clisp", "ecl", "scheme", "mit-scheme", "racket", "chibi-scheme", "csi"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(program, names[i]) == 0)
			return true;
	return false;
}

/* More opening parentheses than closing ones, outside of strings. */
static bool
lacks_parentheses(const struct buffer *text)
{
	size_t i;
	int open = 0;
	bool quoted = false;

	for (i = 0; i < text->len; i++) {
		if (text->data[i] == '\\')
			i++;
		else if (text->data[i] == '"')
			quoted = !quoted;
		else if (!quoted)
			open += (text->data[i] == '(') - (text->data[i] == ')');
	}
	return open > 0 || quoted;
}

/* Python asks for more behind a colon or a backslash, and while a bracket or a long string is open; its users choose the sign for it. */
static bool
is_open_python(const struct buffer *text)
{
	size_t i, len = prompt_bare(text->data, text->len);
	int open = 0;
	char quote = '\0';
	bool lengthy = false;

	for (i = 0; i < len; i++) {
		char c = text->data[i];
		bool three = i + 2 < len && text->data[i + 1] == c && text->data[i + 2] == c;

		if (c == '\\') {
			i++;
		} else if (quote != '\0') {
			if (c == quote && (!lengthy || three))
				quote = '\0', i += lengthy ? 2 : 0;
		} else if (c == '\'' || c == '"') {
			quote = c;
			lengthy = three;
			i += lengthy ? 2 : 0;
		} else if (c == '#') {
			break;
		} else if (strchr("([{", c) != NULL) {
			open++;
		} else if (strchr(")]}", c) != NULL) {
			open--;
		}
	}
	return open > 0 || (quote != '\0' && lengthy) || (len > 0 && strchr(":\\", text->data[len - 1]) != NULL) || (len > 0 && text->data[0] == '@');
}

/* Its last sign is one of these. */
static bool
ends_in(const struct buffer *prompt, const char *signs)
{
	size_t bare = prompt_bare(prompt->data, prompt->len);

	return bare > 0 && strchr(signs, prompt->data[bare - 1]) != NULL;
}

/* A command of psql's own is whole, and may have changed the prompt. */
static bool
is_command_of_client(const struct place *p, const struct buffer *text)
{
	return strcmp(p->program, "psql") == 0 && text->len > 1 && text->data[0] == '\\' && memchr(text->data, '\n', text->len) == NULL;
}

/* More braces are opened than closed. */
static bool
lacks_braces(const struct buffer *text)
{
	size_t i;
	int open = 0;

	for (i = 0; i < text->len; i++) {
		if (text->data[i] == '\\')
			i++;
		else
			open += (text->data[i] == '{') - (text->data[i] == '}');
	}
	return open > 0;
}

/* "irb(main):005:1> ": how many blocks are open. */
static bool
is_nested_irb(const struct buffer *prompt)
{
	size_t bare = prompt_bare(prompt->data, prompt->len), i = bare;

	if (bare < 2 || prompt->data[bare - 1] != '>')
		return false;
	for (i = bare - 1; i > 0 && prompt->data[i - 1] >= '0' && prompt->data[i - 1] <= '9'; i--)
		;
	return i > 0 && i < bare - 1 && prompt->data[i - 1] == ':' && prompt->data[i] != '0';
}

/* How some interpreters ask for more, which could be an answer elsewhere. */
static bool
interpreter_asks(const struct place *p, const struct held *h, const struct buffer *prompt, int gap)
{
	size_t blanks = shape_blanks(prompt->data, prompt->len);

	if (is_lisp(p->program))
		return gap == 1 && prompt_is_blank(prompt->data, prompt->len) && lacks_parentheses(&h->c.text);
	/* it says below the first line how the block is ended */
	if (strcmp(p->program, "gdb") == 0)
		return gap >= 1 && gap <= 3 && prompt->len > blanks && prompt->data[blanks] == '>';
	/* "irb(main):004:2*   ", with its indentation */
	if (strcmp(p->program, "irb") == 0)
		return gap == 1 && prompt->len > 4 && memcmp(prompt->data, "irb(", 4) == 0 &&
		    (ends_in(prompt, "*\"'") || is_nested_irb(prompt));
	/* a statement that has no end, whatever its user has it ask with */
	if (strncmp(p->program, "sqlite", 6) == 0 || strcmp(p->program, "psql") == 0)
		return gap == 1 && h->c.text.len > 0 && strchr(".\\", h->c.text.data[0]) == NULL && !ends_in(&h->c.text, ";") &&
		    !prompts_have(&p->first, prompt->data ? prompt->data : "", prompt->len);
	/* it shows nothing */
	if (strcmp(p->program, "tclsh") == 0)
		return gap == 1 && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) && lacks_braces(&h->c.text);
	if (strcmp(p->program, "swipl") == 0 || strcmp(p->program, "gprolog") == 0)
		return gap == 1 && prompt->len > 1 && prompt->data[0] == '|' && prompt_is_blank(prompt->data + 1, prompt->len - 1);
	return false;
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

/* The prompt may be gone by it. */
static bool
sets_prompt(const struct buffer *text)
{
	static const char *const names[] = {"PS1", "PROMPT", "prompt"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (text->len > 0 && memmem(text->data, text->len, names[i], strlen(names[i])) != NULL)
			return true;
	return false;
}

static bool
is_bracketed(struct recovery *r)
{
	struct screen_modes modes;

	screen_modes(r->screen, &modes);
	return modes.bracketed;
}

/* The line's last word, "shop" of "use shop;", stands in this prompt, and did not in the one before: it did that. */
static bool
shows_word_of(const struct buffer *prompt, const struct held *h)
{
	const char *from = h->c.text.data, *end = from + h->c.text.len, *word;

	while (end > from && strchr(" ;\"'`", end[-1]) != NULL)
		end--;
	for (word = end; word > from && (isalnum((unsigned char)word[-1]) || word[-1] == '_'); word--)
		;
	return word > from && end - word >= 3 && prompt->len > 0 && memmem(prompt->data, prompt->len, word, (size_t)(end - word)) != NULL &&
	    (h->prompt.len == 0 || memmem(h->prompt.data, h->prompt.len, word, (size_t)(end - word)) == NULL);
}

/* Is this the prompt of a further line of the one that is held? */
bool
goes_on(struct recovery *r, const struct buffer *prompt, int row)
{
	struct place *p = places_top(&r->places);
	struct held *h = &r->held;
	int gap = gap_since_held(r, row), outer;
	bool same = buffer_is(prompt, h->prompt.data, h->prompt.len);

	if (!h->any || h->unknown || h->from_editor || h->c.kind == COMMAND_REPLY)
		return false;
	/* no key committed it, and its prompt stands with all of it: the editor has drawn it elsewhere, and has it still */
	if (h->unsure && prompt->len >= h->prompt.len && h->prompt.len > 0 && memcmp(prompt->data, h->prompt.data, h->prompt.len) == 0)
		return false;
	/* it is whole, and gives the shell another prompt, which may look like one for more */
	if (p->kind != PROGRAM_REPL && sets_prompt(&h->c.text) && !held_is_open(h, p))
		return false;
	/* that of a shell around this one: it has ended */
	outer = prompt->len > 2 ? places_find(&r->places, prompt->data, prompt->len, false) : -1;
	if (outer >= 0 && outer < r->places.count - 1 && !prompts_have(&p->more, prompt->data, prompt->len))
		return false;
	if (p->kind == PROGRAM_REPL && interpreter_asks(p, h, prompt, gap))
		return true;
	/* its editor says when it begins, and did not: a program asks */
	if (p->kind == PROGRAM_REPL && p->bracketed && r->edit.open && !r->edit.bracket && !r->edit.pane.split)
		return false;
	if (is_command_of_client(p, &h->c.text))
		return false;
	/* it has one sign for that, and `readline` asks whatever it was told to */
	if (strcmp(p->program, "R") == 0)
		return gap == 1 && (buffer_is(prompt, "+ ", 2) || (prompt->len > 3 && memcmp(prompt->data, "...", 3) == 0));
	/* its prompts name the server, or say that there is none */
	if (strcmp(p->program, "redis-cli") == 0)
		return false;
	/* a shell whose prompt for more is empty, and whose editor begins again */
	if (p->kind != PROGRAM_REPL && prompt->len == 0 && gap == 1 && r->edit.bracket && h->prompt.len > 0 && !r->edit.pane.split &&
	    !prompts_have(&p->first, "", 0) && (held_is_open(h, p) || syntax_open_brace(h->c.text.data, h->c.text.len)))
		return true;
	/* Python's first, whatever a shell would think of its line */
	if (same && p->kind == PROGRAM_MULTIPLEXER && buffer_is(prompt, ">>> ", 4))
		return false;
	/* "|: " asks for a clause, or for what the program reads */
	if (p->kind == PROGRAM_REPL && prompt->len >= 2 && memcmp(prompt->data, "|:", 2) == 0)
		return false;
	if (p->kind == PROGRAM_MULTIPLEXER && held_is_open(h, p) && prompts_have(&p->more, prompt->data, prompt->len) &&
	    !prompts_have(&p->first, prompt->data, prompt->len))
		return true;
	if ((p->kind == PROGRAM_GATE || p->kind == PROGRAM_MULTIPLEXER) && asks_as_zsh(prompt) &&
	    (held_is_open(h, p) || (gap <= 1 && syntax_open_brace(h->c.text.data, h->c.text.len))))
		return true;
	if (gap != 1 && !(p->kind == PROGRAM_MULTIPLEXER && gap <= 1))
		return false;
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
	if ((p->kind == PROGRAM_GATE || p->kind == PROGRAM_MULTIPLEXER) && asks_as_tcsh(prompt, &h->c.text, false))
		return true;
	if ((strcmp(p->program, "tcsh") == 0 || strcmp(p->program, "csh") == 0) && (asks_as_tcsh(prompt, &h->c.text, true) ||
	    buffer_is(prompt, "? ", 2) || (prompt->len > 1 && memcmp(prompt->data + prompt->len - 2, "? ", 2) == 0 && held_is_open(h, p))))
		return true;
	/* a tcsh that looks like the shell which it was started from */
	if (p->kind == PROGRAM_SHELL && buffer_is(prompt, "foreach? ", 9) && h->c.text.len > 8 && memcmp(h->c.text.data, "foreach ", 8) == 0)
		return true;
	if (p->kind == PROGRAM_REPL && prompt_is_blank(prompt->data, prompt->len))
		return false;
	if (p->kind != PROGRAM_REPL && gap == 1 && held_is_open(h, p) && p->more.count == 0 &&
	    prompt_goes_on(prompt->data, prompt->len))
		return true;
	if (prompts_have(&p->more, prompt->data, prompt->len))
		return p->kind == PROGRAM_REPL || held_is_open(h, p) || !prompts_have(&p->first, prompt->data, prompt->len);
	if (same || prompts_have(&p->first, prompt->data, prompt->len))
		return false;
	if (p->kind != PROGRAM_REPL && !held_is_open(h, p))
		return false;
	if (strncmp(p->program, "python", 6) == 0)
		return gap == 1 && !prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) && is_open_python(&h->c.text);
	if (p->kind == PROGRAM_REPL && prompt_is_further(h->prompt.data, h->prompt.len, prompt->data, prompt->len))
		return true;
	if (p->kind == PROGRAM_REPL && shows_word_of(prompt, h))
		return false;
	return prompt_goes_on(prompt->data, prompt->len) ||
	    (p->kind != PROGRAM_REPL && (!prompt_is_shells(prompt->data, prompt->len) || is_new_here(p, prompt)));
}

/* It starts no program, so whoever edits a line now is the shell. */
static bool
is_builtin(const char *name)
{
	static const char *const names[] = {"", "cd", "pushd", "popd", "export", "set", "unset", "alias", "unalias", "shopt",
	    "setopt", "unsetopt", "trap", "bind", "bindkey", "stty", "true", "false", ":", "eval", "source", ".",
	    "hash", "umask", "ulimit", "local", "declare", "typeset", "readonly", "autoload", "zstyle", "function"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void
end_at_prompt(struct recovery *r, struct place *p, unsigned marks)
{
	marks_for_running(r, p, marks);
	end_running(r, p);
}

/* The prompt is known, but the kernel has another shell in front than the one whose it was. */
static int
place_in_front(struct recovery *r, int i)
{
	int k;

	if (!shell_in_front(r) || r->places.list[i].group == 0 || r->places.list[i].group == r->truth.group)
		return i;
	for (k = r->places.count - 1; k >= 0; k--)
		if (r->places.list[k].group == r->truth.group)
			return k;
	return places_top(&r->places)->running && !places_multiplexed(&r->places) ? -1 : i;
}

/* Something stands behind the cursor, or in the row below: an editor shows it. */
static bool
stands_in_text(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	int row, c;

	screen_cursor(r->screen, &cursor);
	for (row = cursor.row; row <= cursor.row + 1 && row < screen_rows(r->screen) - 1 && screen_line(r->screen, row, &line); row++)
		for (c = row == cursor.row ? cursor.col : 0; c < line.cols; c++)
			if (line.cells[c].text > ' ')
				return true;
	return false;
}

/* In a pane: what stands before the cursor was drawn together with what it stands on, or with the row below: it is the screen of a program. */
static bool
stands_in_drawing(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	uint32_t stamp;
	int left = r->edit.pane.left;

	screen_cursor(r->screen, &cursor);
	stamp = stamp_left_of(r, cursor.row, cursor.col);
	if (!r->edit.pane.split || stamp == 0 || !screen_line(r->screen, cursor.row, &line))
		return false;
	if (cursor.col < line.cols && line.cells[cursor.col].text > ' ' && line.cells[cursor.col].stamp == stamp)
		return true;
	return screen_line(r->screen, cursor.row + 1, &line) && left < line.cols && line.cells[left].text > ' ' && line.cells[left].stamp == stamp;
}

/* A row of text has many blanks behind it. */
static bool
may_be_prompt(const struct buffer *prompt)
{
	size_t bare = prompt_bare(prompt->data, prompt->len);

	return bare > 0 && prompt->len - bare <= 2;
}

/* Which place does the prompt belong to?  Go there.  False: to none; a program asks something. */
/*
 * The prompt looks like the shell's below, but is another's: the kernel says that a program reads, or the shell has brackets, and
 * none was opened for this one.
 */
static bool
is_anothers(struct recovery *r, const struct place *shell)
{
	const struct edit *e = &r->edit;
	struct screen_cursor cursor;

	if (places_remote(&r->places))
		return false;
	if (r->truth.known)
		return !shell_in_front(r);
	screen_cursor(r->screen, &cursor);
	/* readline writes its bracket, and then its prompt */
	return shell->bracketed && (!e->bracket || stamp_left_of(r, cursor.row, cursor.col) > e->stamp + 3);
}

bool
go_to_place(struct recovery *r, const struct buffer *prompt, bool bracket, unsigned marks)
{
	struct place *top = places_top(&r->places);
	size_t from;
	int i, inside;

	/* it was shown on a screen that is gone */
	if (!r->alternate && places_guest(&r->places)) {
		end_running(r, top);
		places_return(&r->places, places_inside(&r->places) - 1);
		top = places_top(&r->places);
	}
	i = places_find(&r->places, prompt->data, prompt->len, false);
	if (r->alternate && top->running && top->starts_kind != PROGRAM_MULTIPLEXER && !places_multiplexed(&r->places) &&
	    (i < 0 || is_anothers(r, top)) && stands_at_guest_prompt(r)) {
		places_enter(&r->places, top->starts, PROGRAM_MULTIPLEXER)->guest = true;
		return true;
	}
	if (i < 0 &&
	    !(top->running && top->starts_kind == PROGRAM_REPL && bracket) &&
	    !(top->running && top->starts_kind != PROGRAM_OTHER && top->first.count > 0 &&
		!prompt_same_user(top->first.list[0].data, top->first.list[0].len, prompt->data, prompt->len)))
		i = places_find(&r->places, prompt->data, prompt->len, true);
	for (from = 1; i < 0 && from + 4 <= prompt->len; from++)
		i = places_find(&r->places, prompt->data + from, prompt->len - from, false);
	/* as long as a multiplexer has the screen, the same prompt is one inside of it */
	if (r->alternate && i >= 0 && i < (inside = places_inside(&r->places)))
		i = r->places.count > inside ? inside : -1;
	if (i >= 0 && place_in_front(r, i) != i && (i = place_in_front(r, i)) < 0) {
		places_enter(&r->places, r->truth.name, program_kind(r->truth.name));
		return true;
	}
	if (i >= 0) {
		while (r->places.count > i + 1) {
			end_running(r, places_top(&r->places));
			places_return(&r->places, r->places.count - 2);
		}
		end_at_prompt(r, places_top(&r->places), marks);
		return true;
	}
	if (top->kind == PROGRAM_GATE && top->first.count > 0 &&
	    prompt_same_name(top->first.list[0].data, top->first.list[0].len, prompt->data, prompt->len)) {
		end_at_prompt(r, top, marks);
		return true;
	}
	/* in a pane an editor may have the screen, of which nothing tells */
	if (places_multiplexed(&r->places) && !top->running && top->first.count > 0 && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len))
		return false;
	if (!top->running)
		return top->first.count == 0 || (bracket && !stands_in_drawing(r)) || prompt_is_shells(prompt->data, prompt->len) ||
		    (r->truth.known && shell_in_front(r));
	if (i < 0 && asks_itself(&top->text) && !sets_prompt(&top->text))
		return false;
	if ((bracket || sets_prompt(&top->text) || (places_multiplexed(&r->places) && !prompt_is_blank(prompt->data ? prompt->data : "", prompt->len))) &&
	    top->kind != PROGRAM_REPL && is_builtin(top->starts)) {
		end_at_prompt(r, top, marks);
		return true;
	}
	switch (top->starts_kind) {
	case PROGRAM_SHELL:
	case PROGRAM_MULTIPLEXER:
	case PROGRAM_GATE:
		if (!bracket && !prompt_is_shells(prompt->data, prompt->len))
			return false;
		if (top->starts_kind == PROGRAM_MULTIPLEXER && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) &&
		    stands_in_text(r))
			return false;
		places_enter(&r->places, top->starts, top->starts_kind);
		return true;
	case PROGRAM_REPL:
		places_enter(&r->places, top->starts, PROGRAM_REPL);
		return true;
	case PROGRAM_OTHER:
		break;
	}
	/* the kernel edits what is typed now, and this shell would do so itself: it has no prompt yet */
	if (r->truth.known && r->truth.cooked && !top->cooked && top->first.count > 0 && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len))
		return false;
	/* nor does a shell that asks for a secret */
	if (r->truth.known && r->truth.echo_off && !prompt_is_shells(prompt->data ? prompt->data : "", prompt->len))
		return false;
	/* a prompt that was changed, or a program that we don't know */
	if (r->truth.known && !places_multiplexed(&r->places) && !places_remote(&r->places) ? shell_in_front(r) && r->truth.group == top->group
							      : prompt_is_shells(prompt->data, prompt->len) ||
		    (bracket && may_be_prompt(prompt) && !stands_in_drawing(r))) {
		end_at_prompt(r, top, marks);
		return true;
	}
	return false;
}

/* "for then> ", "dquote> ": zsh's PS2 names what is open. */
static bool
zsh_asks(const struct pane *pane, const struct screen_line *line, int *col)
{
	int c = pane->left, end = pane->left + 30 < line->cols ? pane->left + 30 : line->cols;

	while (c < end && ((line->cells[c].text >= 'a' && line->cells[c].text <= 'z') || line->cells[c].text == ' '))
		c++;
	if (c < pane->left + 2 || c + 1 >= end || line->cells[pane->left].text == ' ' || line->cells[c].text != '>' ||
	    line->cells[c + 1].text > ' ')
		return false;
	*col = c + 2;
	return true;
}

/* The row under the held line begins with what looks like a prompt for more of it. */
bool
further_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	static const char *const usual[] = {"> ", "... ", "? "};
	struct held *h = &r->held;
	struct place *p = places_top(&r->places);
	struct screen_line line;
	struct buffer text = {0};
	size_t i;
	bool found = false;

	if (!h->any || h->c.kind == COMMAND_REPLY || gap_since_held(r, row) != 1 ||
	    (p->kind != PROGRAM_REPL && !held_is_open(h, p)) || !screen_line(r->screen, row, &line))
		return false;
	for (i = 0; i < sizeof usual / sizeof *usual && !found; i++)
		if ((found = line_matches(r->screen, pane, row, usual[i], strlen(usual[i]), col)))
			buffer_adds(&text, usual[i]);
	if (!found && p->kind != PROGRAM_REPL && (found = zsh_asks(pane, &line, col)))
		screen_text(r->screen, &line, pane->left, *col, &text);
	if (!found && p->kind == PROGRAM_REPL) {
		*col = line_column(r->screen, pane, row, h->prompt.len);
		screen_text(r->screen, &line, pane->left, *col, &text);
		found = prompt_is_further(h->prompt.data, h->prompt.len, text.data, text.len) &&
		    prompt_goes_on(text.data, text.len);
	}
	if (found && prompt != NULL) {
		buffer_clear(prompt);
		buffer_add(prompt, text.data, text.len);
	}
	buffer_free(&text);
	return found;
}

/* Behind lines that were not echoed, and printed nothing, the prompt stands again and again. */
static bool
is_repeated(const struct buffer *text, const struct buffer *prompt)
{
	size_t n;

	if (prompt->len == 0 || text->len < 2 * prompt->len || text->len % prompt->len != 0)
		return false;
	for (n = 0; n < text->len && memcmp(text->data + n, prompt->data, prompt->len) == 0; n += prompt->len)
		;
	return n == text->len;
}

bool
ends_with_prompt(struct recovery *r, const struct buffer *text, struct buffer *prompt)
{
	const struct place *p;
	int i, n;

	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (n = 0; n < p->first.count; n++) {
			const struct buffer *known = &p->first.list[n];

			if (is_repeated(text, known) ||
			    (known->len >= 4 && known->len < text->len &&
				memcmp(text->data + text->len - known->len, known->data, known->len) == 0)) {
				buffer_clear(prompt);
				buffer_add(prompt, known->data, known->len);
				return true;
			}
		}
	}
	return false;
}

/* Before a prompt, all there is in its row: the sign of the key that stopped a program, or what was typed, and stands behind the prompt again. */
static bool
is_echo_before(const struct buffer *row, size_t len, size_t end)
{
	size_t rest = row->len - end;

	while (len > 0 && row->data[len - 1] == ' ')
		len--;
	if (len >= 2 && row->data[len - 2] == '^' && strchr("CZ\\", row->data[len - 1]) != NULL)
		return true;
	return len > 0 && rest >= len && memcmp(row->data, row->data + end, len) == 0;
}

/* Where a known prompt ends that came into the row of what was typed at a program; 0: nowhere. */
size_t
prompt_behind_echo(struct recovery *r, const struct buffer *row, struct buffer *prompt)
{
	const struct place *p;
	const char *hit;
	size_t at, end, found = 0;
	int i, n;

	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (n = 0; n < p->first.count; n++) {
			const struct buffer *known = &p->first.list[n];

			/* a sign alone may be anything's, but directly behind the key's */
			if (known->len == 0 || (known->len == 1 && (row->len < 3 || row->data[0] != '^' || row->data[2] != known->data[0])))
				continue;
			if (row->len <= known->len || (hit = memmem(row->data + 1, row->len - 1, known->data, known->len)) == NULL)
				continue;
			at = (size_t)(hit - row->data), end = at + known->len;
			/* a prompt before a prompt is no echo: what was typed there was not shown */
			if (end <= found || memcmp(row->data, known->data, known->len) == 0 || !is_echo_before(row, at, end))
				continue;
			found = end;
			buffer_clear(prompt);
			buffer_add(prompt, known->data, known->len);
		}
	}
	return found;
}

/* The last place in the text where a known prompt of some length ends; the text is cut there. */
bool
prompt_within(struct recovery *r, struct buffer *text, size_t *end)
{
	const struct place *p;
	const char *hit, *from;
	int i, n;

	*end = 0;
	if (text->len == 0)
		return false;
	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (n = 0; n < p->first.count; n++) {
			const struct buffer *known = &p->first.list[n];

			if (known->len < 4)
				continue;
			for (from = text->data; (hit = memmem(from, (size_t)(text->data + text->len - from), known->data,
						     known->len)) != NULL; from = hit + 1)
				if ((size_t)(hit - text->data) + known->len > *end)
					*end = (size_t)(hit - text->data) + known->len;
		}
	}
	if (*end > 0)
		text->len = *end;
	return *end > 0;
}
