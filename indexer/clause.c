/* A statement of an interpreter's: whether its end is still to come, and whether a prompt asks for that. */
#include "indexer/clause.h"

#include <ctype.h>
#include <string.h>

#include "indexer/shape.h"

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
bool
clause_is_open_python(const struct buffer *text)
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
bool
clause_is_command(const struct place *p, const struct buffer *text)
{
	return strcmp(p->program, "psql") == 0 && text->len > 1 && text->data[0] == '\\' && memchr(text->data, '\n', text->len) == NULL;
}

size_t
clause_given_to_shell(const struct buffer *text)
{
	static const char *const words[] = {".shell ", ".system ", "shell ", "\\!", "!", ":!", "host "};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (text->len > n && memcmp(text->data, words[i], n) == 0)
			return n;
	}
	return 0;
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

/* A word that begins with a quote has not ended: Tcl's, of which others are as any letter. */
static bool
lacks_quote(const struct buffer *text)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < text->len; i++) {
		if (text->data[i] == '\\')
			i++;
		else if (text->data[i] == '"' && (quoted || i == 0 || strchr(" [;\n", text->data[i - 1]) != NULL))
			quoted = !quoted;
	}
	return quoted;
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

/*
 * A block of gdb's that is not ended.  Below its first line gdb says how to end it, in rows that a narrow window wraps and a low one
 * lets the line itself scroll away for: how far above it stands tells nothing.
 */
bool
clause_opens_gdb(const struct buffer *text)
{
	static const char *const words[] = {"define ", "document ", "commands", "python", "while ", "if "};
	const char *at = text->data, *end = text->len > 0 ? at + text->len : at, *next;
	int depth = 0;
	size_t i, n;

	for (; at < end; at = next) {
		next = memchr(at, '\n', (size_t)(end - at));
		next = next != NULL ? next + 1 : end;
		while (at < next && (*at == ' ' || *at == '\t'))
			at++;
		for (i = 0; i < sizeof words / sizeof *words; i++) {
			n = strlen(words[i]);
			if ((size_t)(next - at) >= n && memcmp(at, words[i], n) == 0)
				break;
		}
		if (i < sizeof words / sizeof *words)
			depth++;
		else if (next - at >= 3 && memcmp(at, "end", 3) == 0 && (next - at == 3 || at[3] == '\n' || at[3] == ' '))
			depth--;
		/* a first line that opens nothing */
		if (depth <= 0)
			return false;
	}
	return depth > 0;
}

bool
clause_is_question_of_gdb(const struct buffer *prompt)
{
	static const char *const ends[] = {"(y or n) ", "(y or [n]) ", "([y] or n) ", "to continue without paging--"};
	size_t i, n;

	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		n = strlen(ends[i]);
		if (prompt->len >= n && memcmp(prompt->data + prompt->len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* It asks for a block's rows with a sign alone, further in for those of a block in it. */
static bool
is_gdb_more(const struct buffer *prompt)
{
	size_t blanks = prompt->len > 0 ? shape_blanks(prompt->data, prompt->len) : 0;

	return prompt->len > blanks && prompt->data[blanks] == '>' && !(prompt->len > blanks + 1 && prompt->data[blanks + 1] == '>');
}

/* It has signs and numbers, and no words: "  2  ", "     -> ". */
static bool
has_no_word(const struct buffer *prompt)
{
	size_t i;

	for (i = 0; i < prompt->len; i++)
		if (isalpha((unsigned char)prompt->data[i]) || (unsigned char)prompt->data[i] > 0x7F)
			return false;
	return true;
}

bool
clause_of_script_goes_on(const struct held *h, const struct buffer *prompt)
{
	return !buffer_is(&h->prompt, ">>> ", 4) && h->prompt.len > 2 && !has_no_word(&h->prompt) && has_no_word(prompt) && !ends_in(&h->c.text, ";") &&
	    (prompt_goes_on(prompt->data, prompt->len) || prompt_is_further(h->prompt.data, h->prompt.len, prompt->data, prompt->len));
}

bool
clause_asks_with_blanks(const struct place *p)
{
	return strcmp(p->program, "ocaml") == 0;
}

/* How some interpreters ask for more, which could be an answer elsewhere. */
bool
clause_goes_on(const struct place *p, const struct held *h, const struct buffer *prompt, int gap)
{
	if (is_lisp(p->program))
		return gap == 1 && prompt_is_blank(prompt->data, prompt->len) && lacks_parentheses(&h->c.text);
	if (strcmp(p->program, "gdb") == 0)
		return is_gdb_more(prompt) && (clause_opens_gdb(&h->c.text) || (gap >= 1 && gap <= 3));
	/* "irb(main):004:2*   ", with its indentation: that sign has no other sense, wherever all the rows are drawn anew */
	if (strcmp(p->program, "irb") == 0)
		return prompt->len > 4 && memcmp(prompt->data, "irb(", 4) == 0 && (ends_in(prompt, "*") || (gap == 1 && (ends_in(prompt, "\"'") || is_nested_irb(prompt))));
	/* a statement that has no end, whatever its user has it ask with */
	if (strncmp(p->program, "sqlite", 6) == 0 || strcmp(p->program, "psql") == 0)
		return gap == 1 && h->c.text.len > 0 && strchr(".\\", h->c.text.data[0]) == NULL && !ends_in(&h->c.text, ";") &&
		    !prompts_have(&p->first, prompt->data ? prompt->data : "", prompt->len);
	/* it shows nothing */
	if (strcmp(p->program, "tclsh") == 0)
		return gap == 1 && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) && (lacks_braces(&h->c.text) || lacks_quote(&h->c.text));
	if (clause_asks_with_blanks(p))
		return gap == 1 && prompt->len == 2 && prompt_is_blank(prompt->data, prompt->len) && !ends_in(&h->c.text, ";");
	if (strcmp(p->program, "swipl") == 0 || strcmp(p->program, "gprolog") == 0)
		return gap == 1 && prompt->len > 1 && prompt->data[0] == '|' && prompt_is_blank(prompt->data + 1, prompt->len - 1);
	return false;
}

/* Tcl's that is a pane's own program, or stands behind a gate: no shell that asks with this sign has such a line, nor shows nothing for more. */
bool
clause_of_tcl_goes_on(const struct held *h, const struct buffer *prompt, int gap)
{
	return gap == 1 && buffer_is(&h->prompt, "% ", 2) && prompt_is_blank(prompt->data ? prompt->data : "", prompt->len) && h->c.text.len > 0 &&
	    lacks_braces(&h->c.text) && (h->c.text.data[h->c.text.len - 1] == '{' || memchr(h->c.text.data, '\n', h->c.text.len) != NULL);
}

/* Of a debugger that is a pane's own program only its prompt tells. */
bool
clause_of_gdb_goes_on(const struct held *h, const struct buffer *prompt)
{
	return buffer_is(&h->prompt, "(gdb) ", 6) && clause_opens_gdb(&h->c.text) && is_gdb_more(prompt);
}

/* Python's debugger asks for what it is to run at a breakpoint, up to "end". */
bool
clause_of_pdb_goes_on(const struct held *h, const struct buffer *prompt, int gap)
{
	const struct buffer *text = &h->c.text;

	return gap == 1 && buffer_is(prompt, "(com) ", 6) && text->len >= 8 && memcmp(text->data, "commands", 8) == 0 &&
	    memcmp(text->data + text->len - 4, "\nend", 4) != 0;
}

/* Of other statements the sign at the end says that they are whole; what looks like its prompt for more is a question then. */
static bool
begins_block_of_octave(const struct buffer *text)
{
	static const char *const words[] = {"for", "parfor", "while", "do", "if", "switch", "function", "try", "unwind_protect"};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (text->len >= n && memcmp(text->data, words[i], n) == 0 && (text->len == n || strchr(" (\n", text->data[n]) != NULL))
			return true;
	}
	return false;
}

bool
clause_of_octave_goes_on(const struct place *p, const struct held *h, const struct buffer *prompt, int gap)
{
	return strncmp(p->program, "octave", 6) == 0 && gap == 1 && buffer_is(prompt, "> ", 2) && begins_block_of_octave(&h->c.text);
}

bool
clause_has_one_sign(const struct place *p, const struct held *h, const struct buffer *prompt, int gap, bool *more)
{
	*more = false;
	/* `readline` asks whatever it was told to */
	if (strcmp(p->program, "R") == 0)
		*more = gap == 1 && (buffer_is(prompt, "+ ", 2) || (prompt->len > 3 && memcmp(prompt->data, "...", 3) == 0));
	else if (strncmp(p->program, "octave", 6) == 0)
		*more = gap == 1 && buffer_is(prompt, "> ", 2) && (begins_block_of_octave(&h->c.text) || !ends_in(&h->c.text, ";"));
	/* its prompts count, and this one does not count on; behind what is wrong with a term it stands again, below the words for it */
	else if (strcmp(p->program, "erl") == 0)
		*more = gap == 1 && buffer_is(prompt, h->prompt.data, h->prompt.len);
	else if (strcmp(p->program, "gp") == 0)
		return *more = gap == 1 && (ends_in(&h->c.text, "\\") || (h->c.text.len > 0 && h->c.text.data[0] == '{' && lacks_braces(&h->c.text)));
	/* "php { ": it says what is open; its user may have another */
	else if (strcmp(p->program, "php") == 0)
		return h->prompt.len > 4 && memcmp(h->prompt.data, "php ", 4) == 0 && !(prompt->len > 4 && memcmp(prompt->data, "php ", 4) == 0);
	/* its prompts name the server, or say that there is none */
	else
		return strcmp(p->program, "redis-cli") == 0;
	return true;
}
