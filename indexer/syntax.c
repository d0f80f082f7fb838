/*
 * Whether a shell would ask for more.
 *
 * One pass over the text keeps a stack of what is open: quotes, substitutions, groups and
 * compound commands.  A word opens or closes a compound only where a command may begin.
 */
#include "indexer/syntax.h"

#include <ctype.h>
#include <string.h>

#define DEPTH_MAX 64
#define HERE_MAX 8
#define WORD_MAX 64

enum open {
	OPEN_DOUBLE,  /* " */
	OPEN_PAREN,   /* ( */
	OPEN_SUBST,   /* $( */
	OPEN_BRACE,   /* { */
	OPEN_PARAM,   /* ${ */
	OPEN_TICK,    /* ` */
	OPEN_DO,      /* for, while, until, select: done closes */
	OPEN_IF,      /* fi closes */
	OPEN_CASE,    /* esac closes */
	OPEN_TEST,    /* [[ */
	OPEN_END,     /* fish: end closes */
};

struct here {
	char word[WORD_MAX];
	bool tabs;
};

struct lexer {
	const char *p, *end;
	enum open stack[DEPTH_MAX];
	int depth;
	struct here heres[HERE_MAX];
	int here_count;
	bool start;    /* a command may begin here */
	bool trailing; /* an operator that wants another command was last */
	bool broken;   /* more open than we follow */
	char word[WORD_MAX];
	size_t word_len;
	bool function; /* its name comes next, then its body */
	bool repeats;  /* zsh's loop, of one command as a rule: only one with a `do` is closed by done */
	bool quoted;   /* the word has a quote in it: it is no keyword */
	bool braces;   /* } closes wherever it is a word, as in zsh */
};

static void
push(struct lexer *x, enum open what)
{
	if (x->depth == DEPTH_MAX)
		x->broken = true;
	else
		x->stack[x->depth++] = what;
}

static bool
top_is(const struct lexer *x, enum open what)
{
	return x->depth > 0 && x->stack[x->depth - 1] == what;
}

static void
pop(struct lexer *x, enum open what)
{
	if (top_is(x, what))
		x->depth--;
}

/* A word has ended: is it one that opens or closes something? */
static void
end_word(struct lexer *x)
{
	static const struct {
		const char *word;
		enum open what;
		bool opens, starts; /* starts: a command may follow at once */
	} words[] = {
	    {"if", OPEN_IF, true, true}, {"while", OPEN_DO, true, true}, {"until", OPEN_DO, true, true},
	    {"for", OPEN_DO, true, false}, {"select", OPEN_DO, true, false},
	    {"case", OPEN_CASE, true, false}, {"{", OPEN_BRACE, true, true},
	    {"[[", OPEN_TEST, true, false}, {"fi", OPEN_IF, false, false},
	    {"done", OPEN_DO, false, false}, {"esac", OPEN_CASE, false, false},
	    {"}", OPEN_BRACE, false, false}, {"begin", OPEN_END, true, true},
	    {"switch", OPEN_END, true, false},
	};
	static const char *const starters[] = {"then", "else", "elif", "do", "!", "time", "coproc", "and", "or", "not"};
	bool start = x->start;
	size_t i;

	if (x->word_len == 0)
		return;
	x->word[x->word_len < WORD_MAX ? x->word_len : WORD_MAX - 1] = '\0';
	x->word_len = 0;
	x->trailing = false;
	if (x->quoted) {
		x->quoted = x->start = false;
		return;
	}
	if (top_is(x, OPEN_TEST) && strcmp(x->word, "]]") == 0)
		pop(x, OPEN_TEST);
	x->start = false;
	if (x->function) {
		x->function = false;
		x->start = x->trailing = true;
		return;
	}
	if (x->braces && strcmp(x->word, "}") == 0) {
		pop(x, OPEN_BRACE);
		return;
	}
	if (!start)
		return;
	x->function = strcmp(x->word, "function") == 0;
	if (x->repeats && strcmp(x->word, "do") == 0) {
		push(x, OPEN_DO);
		x->repeats = false;
	}
	x->repeats |= strcmp(x->word, "repeat") == 0;
	for (i = 0; i < sizeof starters / sizeof *starters; i++)
		if (strcmp(x->word, starters[i]) == 0)
			x->start = true;
	/* fish closes all with end; its `for` and `while` are told from a POSIX shell's by it */
	if (strcmp(x->word, "end") == 0 && x->depth > 0 && x->stack[x->depth - 1] >= OPEN_DO)
		x->depth--;
	for (i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(x->word, words[i].word) != 0)
			continue;
		/* only fish has these as keywords; in POSIX shells `function f {` is closed by its brace */
		if (words[i].what == OPEN_END)
			return;
		if (words[i].opens)
			push(x, words[i].what);
		else
			pop(x, words[i].what);
		x->start = words[i].starts;
	}
}

static void
skip_single(struct lexer *x)
{
	const char *close = memchr(x->p, '\'', (size_t)(x->end - x->p));

	x->quoted = true;
	x->word_len++;
	if (close == NULL) {
		x->p = x->end;
		x->broken = true;
	} else {
		x->p = close + 1;
	}
}

/* $'…', where a backslash quotes the quote */
static void
skip_dollar_single(struct lexer *x)
{
	x->quoted = true;
	x->word_len++;
	for (; x->p < x->end && *x->p != '\''; x->p++)
		if (*x->p == '\\' && x->p + 1 < x->end)
			x->p++;
	if (x->p == x->end)
		x->broken = true;
	else
		x->p++;
}

static void
begin_here(struct lexer *x)
{
	struct here *h;
	size_t n = 0;
	char quote = '\0';
	bool tabs = x->p < x->end && *x->p == '-';

	if (tabs)
		x->p++;
	while (x->p < x->end && (*x->p == ' ' || *x->p == '\t'))
		x->p++;
	if (x->here_count == HERE_MAX || x->p == x->end || *x->p == '\n')
		return;
	h = &x->heres[x->here_count++];
	h->tabs = tabs;
	for (; x->p < x->end; x->p++) {
		char c = *x->p;

		if (quote ? c == quote : c == '\'' || c == '"') {
			quote = quote ? '\0' : c;
			continue;
		}
		if (!quote && (isspace((unsigned char)c) || strchr("|&;<>()", c)))
			break;
		if (c == '\\' && !quote)
			continue;
		if (n < WORD_MAX - 1)
			h->word[n++] = c;
	}
	h->word[n] = '\0';
}

/* Behind a line feed: the here-documents that began on the line.  Those that don't end stay open. */
static void
read_heres(struct lexer *x)
{
	while (x->here_count > 0 && x->p < x->end) {
		const char *line = x->p, *stop = memchr(line, '\n', (size_t)(x->end - line));
		size_t len;

		if (stop == NULL)
			stop = x->end;
		x->p = stop < x->end ? stop + 1 : stop;
		if (x->heres[0].tabs)
			while (line < stop && *line == '\t')
				line++;
		len = (size_t)(stop - line);
		if (len == strlen(x->heres[0].word) && memcmp(line, x->heres[0].word, len) == 0)
			memmove(x->heres, x->heres + 1, sizeof *x->heres * (size_t)--x->here_count);
	}
}

static void
in_double(struct lexer *x)
{
	char c = *x->p++;

	if (c == '\\' && x->p < x->end) {
		x->p++;
	} else if (c == '"') {
		pop(x, OPEN_DOUBLE);
	} else if (c == '$' && x->p < x->end && (*x->p == '(' || *x->p == '{')) {
		push(x, *x->p++ == '(' ? OPEN_SUBST : OPEN_PARAM);
		x->start = true;
	} else if (c == '`') {
		if (x->depth > 1 && x->stack[x->depth - 2] == OPEN_TICK)
			x->depth--; /* malformed; the shell sees it so too */
		push(x, OPEN_TICK);
		x->start = true;
	}
}

static void
in_param(struct lexer *x)
{
	char c = *x->p++;

	if (c == '\\' && x->p < x->end)
		x->p++;
	else if (c == '}')
		pop(x, OPEN_PARAM);
	else if (c == '"')
		push(x, OPEN_DOUBLE);
	else if (c == '\'')
		skip_single(x);
	else if (c == '$' && x->p < x->end && (*x->p == '{' || *x->p == '('))
		push(x, *x->p++ == '{' ? OPEN_PARAM : OPEN_SUBST);
}

static void
operator(struct lexer *x, char c)
{
	bool twice = x->p < x->end && *x->p == c;

	end_word(x);
	if (twice && strchr("|&;", c))
		x->p++;
	/* `;` and `&` end a command, the others want one more */
	x->trailing = c == '|' || (c == '&' && twice);
	x->start = true;
	if (c == '|' && x->p < x->end && *x->p == '&')
		x->p++;
}

/* In (( )) and $(( )) it shifts. */
static bool
in_arithmetic(const struct lexer *x)
{
	return top_is(x, OPEN_PAREN) && x->depth >= 2 &&
	    (x->stack[x->depth - 2] == OPEN_PAREN || x->stack[x->depth - 2] == OPEN_SUBST);
}

static void
angle(struct lexer *x, char c)
{
	bool start = x->start;

	end_word(x);
	if (c == '<' && x->end - x->p >= 1 && *x->p == '<') {
		x->p++;
		if (x->p < x->end && *x->p == '<')
			x->p++;
		else if (!in_arithmetic(x))
			begin_here(x);
		return;
	}
	if (x->p < x->end && (*x->p == '>' || *x->p == '&' || *x->p == '|'))
		x->p++;
	x->start = start;
}

static void
close_paren(struct lexer *x)
{
	end_word(x);
	if (top_is(x, OPEN_SUBST)) {
		x->depth--;
		x->word_len = 1;
		x->quoted = true;
	} else {
		/* a subshell's; or a pattern's in case, which nothing opened */
		pop(x, OPEN_PAREN);
		x->start = true;
	}
	x->trailing = false;
}

static void
plain(struct lexer *x)
{
	char c = *x->p++;

	switch (c) {
	case '\\':
		if (x->p == x->end) {
			x->broken = true;
		} else if (*x->p++ != '\n') {
			x->quoted = true;
			x->word_len++;
		}
		return;
	case '\'':
		skip_single(x);
		return;
	case '"':
		x->quoted = true;
		x->word_len++;
		push(x, OPEN_DOUBLE);
		return;
	case '`':
		x->quoted = true;
		x->word_len++;
		if (top_is(x, OPEN_TICK)) {
			end_word(x);
			pop(x, OPEN_TICK);
		} else {
			push(x, OPEN_TICK);
			x->start = true;
		}
		return;
	case '$':
		if (x->p < x->end && *x->p == '\'') {
			x->p++;
			skip_dollar_single(x);
		} else if (x->p < x->end && (*x->p == '(' || *x->p == '{')) {
			x->word_len = 0;
			x->quoted = false;
			push(x, *x->p++ == '(' ? OPEN_SUBST : OPEN_PARAM);
			x->start = true;
		} else {
			x->word_len++;
			x->quoted = true;
		}
		return;
	case '(':
		/* a function's name: its body is a command */
		if (x->word_len > 0 && x->p < x->end && *x->p == ')') {
			x->p++;
			end_word(x);
			x->start = x->trailing = true;
			return;
		}
		end_word(x);
		push(x, OPEN_PAREN);
		x->start = true;
		return;
	case ')':
		close_paren(x);
		return;
	case '|':
	case '&':
	case ';':
		operator(x, c);
		return;
	case '<':
	case '>':
		angle(x, c);
		return;
	case '\n':
		end_word(x);
		x->start = true;
		read_heres(x);
		return;
	case ' ':
	case '\t':
		end_word(x);
		return;
	case '#':
		if (x->word_len == 0 && !top_is(x, OPEN_PARAM)) {
			while (x->p < x->end && *x->p != '\n')
				x->p++;
			return;
		}
		break;
	}
	if (x->word_len < WORD_MAX - 1)
		x->word[x->word_len] = c;
	x->word_len++;
}

static bool
is_open(const char *text, size_t len, bool braces)
{
	struct lexer x = {.p = text, .end = text, .start = true, .braces = braces};

	if (len == 0)
		return false;
	x.end += len;
	while (x.p < x.end && !x.broken) {
		if (top_is(&x, OPEN_DOUBLE))
			in_double(&x);
		else if (top_is(&x, OPEN_PARAM))
			in_param(&x);
		else
			plain(&x);
	}
	if (x.broken || x.here_count > 0)
		return true;
	end_word(&x);
	return x.depth > 0 || x.trailing;
}

bool
syntax_open(const char *text, size_t len)
{
	return is_open(text, len, false);
}

bool
syntax_open_anywhere(const char *text, size_t len)
{
	return is_open(text, len, true);
}

bool
syntax_open_brace(const char *text, size_t len)
{
	const char *line = text, *end, *stop;
	int open = 0;

	/* of a text that was never written there is no place */
	if (len == 0)
		return false;
	end = text + len;
	for (; line < end; line = stop + 1) {
		stop = memchr(line, '\n', (size_t)(end - line));
		stop = stop ? stop : end;
		while (line < stop && *line == ' ')
			line++;
		open -= line < stop && *line == '}' && open > 0;
		open += stop - line >= 2 && stop[-1] == '{' && stop[-2] == ' ';
	}
	return open > 0;
}
