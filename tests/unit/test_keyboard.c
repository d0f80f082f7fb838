/* Which keys were pressed, with their text and without. */
#include <string.h>

#include "indexer/keyboard.h"
#include "tests/unit/check.h"

struct hand {
	struct keyboard keyboard;
	int64_t at;
	uint64_t number;
};

static bool
press(struct hand *h, char code, const char *data)
{
	struct event ev = {h->at += 100, h->number++, code, data, strlen(data)};

	return keyboard_take(&h->keyboard, &ev);
}

/* As text and by class they are the same keys. */
static void
test_forms(void)
{
	static const char *const keys[][2] = {
	    {"\r", "^M"}, {"\n", "^J"}, {"\003", "^C"}, {"\004", "^D"}, {"\017", "^O"}};
	struct stroke stroke;
	size_t i;
	int form;

	for (i = 0; i < sizeof keys / sizeof *keys; i++) {
		for (form = 0; form < 2; form++) {
			struct hand h = {0};

			CHECK(!press(&h, form ? 'k' : 'i', form ? "p" : "a"));
			CHECK(h.keyboard.seen && h.keyboard.typed && h.keyboard.printing);
			CHECK(press(&h, form ? 'k' : 'i', keys[i][form]));
			CHECK(h.keyboard.count == 1);
			stroke = h.keyboard.strokes[0];
			CHECK(stroke.key == keys[i][0][0] && stroke.at == 200 &&
			    stroke.event == 1 && !stroke.stale);
			stroke = keyboard_left(&h.keyboard);
			CHECK(stroke.key == keys[i][0][0] && stroke.event == 1);
			CHECK(h.keyboard.count == 0 && !h.keyboard.typed);
			keyboard_free(&h.keyboard);
		}
	}
}

static void
test_others(void)
{
	struct hand h = {0};

	CHECK(!h.keyboard.seen);
	CHECK(!press(&h, 'i', "\033[A"));
	CHECK(h.keyboard.seen && !h.keyboard.typed && h.keyboard.moved && h.keyboard.moved_last);
	CHECK(!press(&h, 'i', "x") && h.keyboard.printing && !h.keyboard.moved_last);
	CHECK(!press(&h, 'i', "\177") && !h.keyboard.printing);
	CHECK(!press(&h, 'i', "\033[200~one\rtwo\r\033[201~"));
	CHECK(h.keyboard.typed && !h.keyboard.printing && h.keyboard.count == 0);
	CHECK(!press(&h, 'i', "\030\005"));
	CHECK(memcmp(h.keyboard.last, "\030\005", 2) == 0);
	CHECK(!h.keyboard.hidden && !press(&h, 'k', "h") && h.keyboard.hidden);
	keyboard_free(&h.keyboard);
}

/* Several lines in one read: one stroke ends one line. */
static void
test_queue(void)
{
	struct hand h = {0};

	CHECK(press(&h, 'i', "a\rb\r"));
	CHECK(press(&h, 'i', "\004"));
	CHECK(h.keyboard.count == 3);
	CHECK(h.keyboard.strokes[0].event == 0 && h.keyboard.strokes[1].event == 0 &&
	    h.keyboard.strokes[2].event == 1);
	keyboard_left(&h.keyboard);
	CHECK(h.keyboard.count == 2);
	keyboard_forget(&h.keyboard);
	CHECK(h.keyboard.count == 0 && !h.keyboard.typed);
	CHECK(keyboard_left(&h.keyboard).key == 0);
	keyboard_free(&h.keyboard);
}

/* An answered key did not end the line: what comes later did. */
static void
test_answered(void)
{
	struct hand h = {0};
	struct stroke stroke;

	CHECK(press(&h, 'k', "^M"));
	keyboard_answered(&h.keyboard);
	CHECK(h.keyboard.count == 0 || h.keyboard.strokes[0].stale);
	CHECK(press(&h, 'k', "p^M"));
	stroke = keyboard_left(&h.keyboard);
	CHECK(stroke.event == 1 && !stroke.stale && h.keyboard.count == 0);
	keyboard_free(&h.keyboard);
}

/* More than are kept: bounded, and the newest line still has a key. */
static void
test_many(void)
{
	struct hand h = {0};
	int i;

	for (i = 0; i < 3 * STROKES_MAX; i++)
		CHECK(press(&h, 'k', "^M"));
	CHECK(h.keyboard.count > 0 && h.keyboard.count <= STROKES_MAX);
	for (i = h.keyboard.count; i > 0; i--)
		CHECK(keyboard_left(&h.keyboard).key == '\r');
	CHECK(h.keyboard.count == 0);
	keyboard_free(&h.keyboard);
}

static void
test_odd(void)
{
	static const char *const odd[] = {
	    "", "^", "^^", "zzz", "p^", "^M^", "\377\200", "hhhh", "vvv", "e", "^\303"};
	struct hand h = {0};
	size_t i;

	for (i = 0; i < sizeof odd / sizeof *odd; i++) {
		press(&h, 'k', odd[i]);
		press(&h, 'i', odd[i]);
		CHECK(h.keyboard.count >= 0 && h.keyboard.count <= STROKES_MAX);
	}
	keyboard_free(&h.keyboard);
}

/* What the line that these keys end is known to be; cut anywhere it is the same. */
static bool
is_known_as(const char *keys, const char *text)
{
	const struct manuscript_line *line;
	char piece[2] = "";
	bool same = true;
	size_t i;
	int form;

	for (form = 0; form < 2; form++) {
		struct hand h = {0};

		for (i = 0; form == 1 && keys[i] != '\0'; i++) {
			piece[0] = keys[i];
			/* of Escape alone nobody knows more */
			if (keys[i] != '\033')
				press(&h, 'i', piece);
			else
				press(&h, 'i', (char[]){keys[i], keys[i + 1], '\0'}), i++;
		}
		if (form == 0)
			press(&h, 'i', keys);
		line = h.keyboard.count > 0 ? manuscript_line(&h.keyboard.manuscript, h.keyboard.strokes[h.keyboard.count - 1].typed) : NULL;
		same &= text == NULL ? line == NULL
				     : line != NULL && line->text.len == strlen(text) && memcmp(line->text.data, text, line->text.len) == 0;
		keyboard_free(&h.keyboard);
	}
	return same;
}

static void
test_manuscript(void)
{
	struct hand h = {0};
	const struct manuscript_line *line;

	CHECK(is_known_as("ls -l\r", "ls -l") && is_known_as("ls\rcat x\n", "cat x"));
	CHECK(is_known_as("lx\177s\r", "ls") && is_known_as("\xC3\xA9\xC3\xA8\bx\r", "\xC3\xA9x") && is_known_as("\177ls\r", "ls"));
	CHECK(is_known_as("\033[200~a\tb\rc\033[201~\r", "a\tb\nc") && is_known_as("x \033[200~y\033[201~ z\r", "x y z"));
	CHECK(is_known_as("a\026\tb\r", "a\tb") && is_known_as("a\026\033\r", NULL));
	/* nobody knows what these did */
	CHECK(is_known_as("l\t\r", NULL) && is_known_as("\022ls\r", NULL) && is_known_as("\033[A\r", NULL) && is_known_as("ls\033[Dx\r", NULL));
	CHECK(is_known_as("ls\033\r", NULL) && is_known_as("\r", NULL) && is_known_as("ls\017x\r", NULL));
	/* but the next line begins anew */
	CHECK(is_known_as("l\t\rls\r", "ls") && is_known_as("rm x\003ls\r", "ls"));
	/* a terminal's own words, keys that move about where nothing stands, and those of a multiplexer */
	CHECK(is_known_as("\033[?1;2c\033[24;80Rls\r", "ls") && is_known_as("\033[C\033[Hls\r", "ls") && is_known_as("\033[<0;3;4Mls\r", "ls"));
	CHECK(is_known_as("\002ols\r", "ls") && is_known_as("\002\033[Dls\r", "ls") && is_known_as("\002:ls\r", NULL) && is_known_as("l\002os\r", NULL));
	/* a tab is a letter to a terminal that edits the line itself, and there alone */
	press(&h, 'i', "a\tb\r");
	CHECK(manuscript_line(&h.keyboard.manuscript, h.keyboard.strokes[0].typed) == NULL);
	line = manuscript_tabbed(&h.keyboard.manuscript, h.keyboard.strokes[0].typed);
	CHECK(line != NULL && line->text.len == 3 && memcmp(line->text.data, "a\tb", 3) == 0);
	keyboard_free(&h.keyboard);
	h = (struct hand){0};
	/* of the last lines alone it is kept */
	press(&h, 'i', "first\r");
	press(&h, 'i', "second\r");
	line = manuscript_line(&h.keyboard.manuscript, h.keyboard.strokes[0].typed);
	CHECK(line != NULL && line->event == 0 && line->ended == 0 && line->key == '\r' && line->at == 100 && !line->told);
	while (h.keyboard.manuscript.last <= MANUSCRIPT_LINES)
		press(&h, 'i', "more\r");
	CHECK(manuscript_line(&h.keyboard.manuscript, 1) == NULL && manuscript_line(&h.keyboard.manuscript, 2) != NULL);
	CHECK(manuscript_line(&h.keyboard.manuscript, 0) == NULL);
	keyboard_free(&h.keyboard);
}

/* The tokens of what was pressed, in one read and byte by byte. */
static bool
is_classified(const char *data, const char *tokens)
{
	struct keys whole = {0}, cut = {0};
	struct buffer a = {0}, b = {0};
	bool same;
	size_t i;

	keys_classify(&whole, 0, data, strlen(data), &a);
	/* the sequence that begins a paste comes in one read */
	keys_classify(&cut, 0, data, 6, &b);
	for (i = 6; i < strlen(data); i++)
		keys_classify(&cut, 0, data + i, 1, &b);
	same = strcmp(buffer_string(&a), tokens) == 0 && strcmp(buffer_string(&b), tokens) == 0;
	buffer_free(&a);
	buffer_free(&b);
	return same;
}

static bool
is_hidden_as(struct keys *keys, const char *data, const char *tokens)
{
	struct buffer a = {0};
	bool same;

	keys_classify_hidden(keys, data, strlen(data), &a);
	same = strcmp(buffer_string(&a), tokens) == 0;
	buffer_free(&a);
	return same;
}

/* Of what the terminal hides there is one token for each line, however it is typed, and how it ended. */
static void
test_hidden(void)
{
	struct keys keys = {0};
	struct buffer tokens = {0};

	CHECK(is_hidden_as(&keys, "a", "h") && is_hidden_as(&keys, "bc", "") && is_hidden_as(&keys, "\033[A\x7f\x15", "") && is_hidden_as(&keys, "\r", "^M"));
	CHECK(is_hidden_as(&keys, "one\rtwo\nthr", "h^Mh^Jh") && is_hidden_as(&keys, "ee\x03", "^C") && is_hidden_as(&keys, "\x04", "h^D") && is_hidden_as(&keys, "x", "h"));
	/* shown, and hidden again: another line */
	keys_shown(&keys);
	CHECK(is_hidden_as(&keys, "y", "h") && is_hidden_as(&keys, "\r", "^M"));
	/* and what is typed behind it, where it shows, is told of, though something was a moment ago */
	keys_shown(&keys);
	keys_classify(&keys, 0, "z", 1, &tokens);
	CHECK(strcmp(buffer_string(&tokens), "p") == 0);
	buffer_free(&tokens);
}

/* A paste has a token for each of its rows, and a stroke that comes with it knows how many there are besides one. */
static void
test_pasted(void)
{
	static const struct {
		const char *tokens;
		int pasted;
	} events[] = {{"v^M", 0}, {"vv^M", 1}, {"vvv^M", 2}, {"vvpv^M", 1}, {"p^M", 0}};
	char long_paste[1024] = "\033[200~";
	struct buffer tokens = {0};
	struct keys keys = {0};
	size_t i;

	CHECK(is_classified("\033[200~one\033[201~\r", "v^M") && is_classified("\033[200~one\rtwo\033[201~\r", "vv^M"));
	CHECK(is_classified("\033[200~one\r\ntwo\n\nfour\033[201~", "vvvv") && is_classified("\033[200~\033[201~p", "vp"));
	/* of a very long one they are not counted on */
	memset(long_paste + 6, '\n', 1000);
	keys_classify(&keys, 0, long_paste, 1006, &tokens);
	CHECK(tokens.len == 256 && keys.pasting);
	buffer_free(&tokens);
	for (i = 0; i < sizeof events / sizeof *events; i++) {
		struct hand h = {0};

		press(&h, 'k', events[i].tokens);
		CHECK(h.keyboard.count == 1 && h.keyboard.strokes[0].pasted == events[i].pasted);
		press(&h, 'k', "^M");
		CHECK(h.keyboard.count == 2 && h.keyboard.strokes[1].pasted == 0);
		keyboard_free(&h.keyboard);
	}
}

int
main(void)
{
	check_run("keyboard: what the terminal hides", test_hidden);
	check_run("keyboard: pastes", test_pasted);
	check_run("keyboard: what was typed", test_manuscript);
	check_run("keyboard: text and classes", test_forms);
	check_run("keyboard: other keys", test_others);
	check_run("keyboard: several lines", test_queue);
	check_run("keyboard: answered", test_answered);
	check_run("keyboard: many", test_many);
	check_run("keyboard: odd events", test_odd);
	return check_done();
}
