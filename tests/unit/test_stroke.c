/* Keys: every form of them, in every cut, and whatever else a terminal sends. */
#include <stdio.h>
#include <string.h>

#include "lib/base/buffer.h"
#include "lib/canvas/stroke.h"
#include "tests/unit/check.h"

static void
name_key(struct buffer *out, uint32_t key, const struct strokes *s)
{
	static const char *const names[] = {"", "up", "down", "right", "left", "home", "end", "pgup", "pgdn", "ins", "del", "bs",
	    "tab", "enter", "esc", "paste"};
	uint32_t code = key & 0xFFFFFF;
	const char *text;
	size_t len;

	buffer_addf(out, "%s%s%s", key & STROKE_CTRL ? "C-" : "", key & STROKE_ALT ? "M-" : "", key & STROKE_SHIFT ? "S-" : "");
	if (code >= STROKE_F1)
		buffer_addf(out, "f%d", (int)(code - STROKE_F1) + 1);
	else if (code == STROKE_PASTE) {
		text = strokes_pasted(s, &len);
		buffer_addf(out, "<%.*s>", (int)len, text);
	} else if (code > STROKE_NAMED)
		buffer_adds(out, names[code - STROKE_NAMED]);
	else if (code > 0x20 && code < 0x7F)
		buffer_addc(out, (char)code);
	else
		buffer_addf(out, "U+%02X", code);
	buffer_addc(out, ' ');
}

static void
drain(struct strokes *s, struct buffer *out)
{
	uint32_t key;

	while (strokes_next(s, &key))
		name_key(out, key, s);
}

/* The keys of some bytes, which come in pieces of so many; `settle`: nothing comes behind them. */
static void
decode(const char *bytes, size_t len, size_t piece, struct buffer *out)
{
	struct strokes *s = strokes_new();
	size_t i;

	for (i = 0; i < len; i += piece) {
		strokes_feed(s, bytes + i, len - i < piece ? len - i : piece);
		drain(s, out);
	}
	while (strokes_wait(s) >= 0) {
		strokes_settle(s);
		drain(s, out);
	}
	strokes_free(s);
}

static bool
comes_out(const char *bytes, const char *keys)
{
	struct buffer out = {0};
	bool same = true;
	size_t piece;

	for (piece = 1; same && piece <= strlen(bytes) + 1; piece++) {
		buffer_clear(&out);
		decode(bytes, strlen(bytes), piece, &out);
		same = strcmp(buffer_string(&out), keys) == 0;
		if (!same)
			printf("# in pieces of %zu: \"%s\", not \"%s\"\n", piece, buffer_string(&out), keys);
	}
	buffer_free(&out);
	return same;
}

static void
test_characters(void)
{
	CHECK(comes_out("aZ~ ", "a Z ~ U+20 "));
	CHECK(comes_out("\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80", "U+E9 U+65E5 U+1F600 "));
	CHECK(comes_out("\001\032\037\034", "C-a C-z C-_ C-\\ "));
	CHECK(comes_out("\t\r\n\177\b", "tab enter C-j bs bs "));
	CHECK(comes_out("\xC3" "a\xFF\x80z\xC2\x9B" "b", "a z b "));
}

static void
test_named_keys(void)
{
	CHECK(comes_out("\033[A\033[B\033[C\033[D\033[H\033[F", "up down right left home end "));
	CHECK(comes_out("\033OA\033OB\033OC\033OD\033OH\033OF\033OP\033OS\033OM", "up down right left home end f1 f4 enter "));
	CHECK(comes_out("\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~\033[7~\033[8~", "home ins del end pgup pgdn home end "));
	CHECK(comes_out("\033[11~\033[15~\033[17~\033[21~\033[23~\033[24~\033[[A\033[[E", "f1 f5 f6 f10 f11 f12 f1 f5 "));
	CHECK(comes_out("\033[Z", "S-tab "));
}

static void
test_what_is_held_down(void)
{
	CHECK(comes_out("\033[1;2C\033[1;3C\033[1;5C\033[1;6C\033[1;8D", "S-right M-right C-right C-S-right C-M-S-left "));
	CHECK(comes_out("\033[3;5~\033[5;2~\033[1;5P\033O5A\033Oa\033[a\033[3^", "C-del S-pgup C-f1 C-up C-up S-up C-del "));
	CHECK(comes_out("\033[27;5;97~\033[97;5u\033[97;2u\033[9;2u\033[13;5u", "C-a C-a A S-tab C-enter "));
	CHECK(comes_out("\033b\033\177\033\001\033\xC3\xA9\033\033[A", "M-b M-bs C-M-a M-U+E9 M-up "));
}

static void
test_escape_by_itself(void)
{
	CHECK(comes_out("\033", "esc "));
	CHECK(comes_out("\033\033", "esc "));
	CHECK(comes_out("x\033[", "x M-[ "));
	CHECK(comes_out("\033O", "M-O "));
	CHECK(comes_out("\033]", "M-] "));
	CHECK(comes_out("\033P", "M-P "));
}

static void
test_a_paste_is_one_key(void)
{
	CHECK(comes_out("a\033[200~b\nc\033[A\003\033[201~d", "a <b\nc\033[A\003> d "));
	CHECK(comes_out("\033[200~\033[20\033[201\033[201~", "<\033[20\033[201> "));
	CHECK(comes_out("\033[200~never ended", "<never ended> "));
	CHECK(comes_out("\033[200~half\033[20", "<half> "));
	CHECK(comes_out("\033[201~x", "x "));
}

static void
test_what_is_no_key_is_swallowed(void)
{
	CHECK(comes_out("\033[?1;2c\033[>0;95;0c\033[I\033[O\033[12;40Rx", "x "));
	CHECK(comes_out("\033]11;rgb:0000/0000/0000\033\\x\033]52;c;eA==\007y", "x y "));
	CHECK(comes_out("\033P1+r544e=7465\033\\x\033_Gi=1;OK\033\\y", "x y "));
	CHECK(comes_out("\033[M abx\033[<0;12;3My", "x y "));
	CHECK(comes_out("\033[1;2;3;4;5;6;7;8;9;99999999999999999999zx", "x "));
	CHECK(comes_out("\033[1\033[Ax\033[\rq", "up x enter q "));
	CHECK(comes_out("\033[1:2;3:4Au", "M-up u "));
}

static void
test_pastes_have_a_bound(void)
{
	struct strokes *s = strokes_new();
	char block[4096];
	uint32_t key;
	size_t len;
	int i;

	memset(block, 'x', sizeof block);
	strokes_feed(s, "\033[200~", 6);
	for (i = 0; i < 100; i++) {
		strokes_feed(s, block, sizeof block);
		CHECK(!strokes_next(s, &key));
	}
	strokes_feed(s, "\033[201~", 6);
	CHECK(strokes_next(s, &key) && key == STROKE_PASTE);
	strokes_pasted(s, &len);
	CHECK(len == STROKES_PASTE_MAX);
	strokes_free(s);
}

int
main(void)
{
	check_run("characters", test_characters);
	check_run("named keys", test_named_keys);
	check_run("what is held down", test_what_is_held_down);
	check_run("Escape by itself", test_escape_by_itself);
	check_run("a paste is one key", test_a_paste_is_one_key);
	check_run("what is no key is swallowed", test_what_is_no_key_is_swallowed);
	check_run("pastes have a bound", test_pastes_have_a_bound);
	return check_done();
}
