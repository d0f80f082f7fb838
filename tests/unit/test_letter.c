/* Letters: they come back as they were, or are refused. */
#include "tests/unit/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/letter.h"
#include "lib/base/error.h"
#include "tests/unit/inmate.h"

static void
test_letters_come_back(void)
{
	struct buffer out = {0}, json[2] = {{0}, {0}};
	struct letter letter;
	struct command_end end;
	struct command c;
	long n;

	sample_command(&c, 9);
	letter_put_command(&out, &c);
	command_encode(&json[0], &c, 0);
	n = letter_take(out.data, out.len, &letter);
	CHECK(n == (long)out.len && letter.type == LETTER_COMMAND);
	command_encode(&json[1], &letter.c, 0);
	CHECK(strcmp(buffer_string(&json[0]), buffer_string(&json[1])) == 0);
	command_free(&letter.c);
	buffer_clear(&out);
	end = (struct command_end){.seq = 9, .exit = 2, .duration = 1234, .output_to = 56, .bytes = 78, .grade = GRADE_D,
	    .reasons = REASON_DISAGREE};
	buffer_adds(&end.cwd, "/srv");
	buffer_adds(&end.reported, "ls");
	letter_put_ended(&out, &end);
	command_end_free(&end);
	CHECK(letter_take(out.data, out.len, &letter) == (long)out.len && letter.type == LETTER_ENDED);
	CHECK(letter.end.seq == 9 && letter.end.exit == 2 && letter.end.duration == 1234 && letter.end.output_to == 56 &&
	    letter.end.bytes == 78 && letter.end.grade == GRADE_D && letter.end.reasons == REASON_DISAGREE);
	command_complete(&c, &letter.end);
	CHECK(c.exit == 2 && buffer_is(&c.cwd, "/srv", 4) && buffer_is(&c.reported, "ls", 2));
	buffer_clear(&out);
	letter_put_done(&out, -ENOMEM);
	CHECK(letter_take(out.data, out.len, &letter) > 0 && letter.type == LETTER_DONE && letter.status == -ENOMEM);
	command_free(&c);
	buffer_free(&out);
	buffer_free(&json[0]);
	buffer_free(&json[1]);
}

static void
test_letters_are_cut(void)
{
	struct buffer out = {0};
	struct letter letter;
	struct command c;

	sample_command(&c, 1);
	while (c.text.len <= COMMAND_TEXT_MAX)
		buffer_adds(&c.text, "0123456789");
	letter_put_command(&out, &c);
	CHECK(letter_take(out.data, out.len, &letter) == (long)out.len);
	CHECK(letter.c.text.len == COMMAND_TEXT_MAX && (letter.c.reasons & REASON_CUT));
	command_free(&letter.c);
	command_free(&c);
	buffer_free(&out);
}

/* Each byte changed to each of some values, at each length: whatever comes of it, it is a letter or refused. */
static void
test_letters_are_not_believed(void)
{
	static const unsigned char values[] = {0, 1, 0x7F, 0x80, 0xFF};
	struct buffer out = {0};
	struct letter letter;
	struct command c;
	size_t i, v;
	int taken = 0;
	char *copy, old;

	sample_command(&c, 9);
	letter_put_command(&out, &c);
	for (i = 0; i <= out.len; i++) {
		/* of its own size, so that a sanitizer sees what reads too far */
		copy = malloc(i + 1);
		memcpy(copy, out.data, i);
		CHECK((letter_take(copy, i, &letter) > 0) == (i == out.len));
		free(copy);
	}
	command_free(&letter.c);
	for (i = 0; i < out.len; i++)
		for (v = 0; v < sizeof values; v++) {
			old = out.data[i];
			out.data[i] = (char)values[v];
			if (letter_take(out.data, out.len, &letter) > 0) {
				taken++;
				CHECK(letter.c.kind <= COMMAND_REPLY && letter.c.grade <= GRADE_U && letter.c.at >= 0);
				command_free(&letter.c);
			}
			out.data[i] = old;
		}
	CHECK(taken > 0);
	command_free(&c);
	buffer_free(&out);
}

/* What a scribe says besides comes back too, and is believed no more. */
static void
test_letters_of_a_scribe(void)
{
	struct letter_output output = {7, 9, "shown", 5}, bad = {7, 9, "\xFF", 1};
	struct letter_keyframe frame = {5, 100, 80, 24, 7, "\033[H", 3}, wide = {5, 100, 100000, 24, 0, "x", 1};
	struct buffer out = {0};
	struct letter letter;
	long n;

	letter_put_output(&out, &output);
	CHECK(letter_take(out.data, out.len, &letter) == (long)out.len && letter.type == LETTER_OUTPUT);
	CHECK(letter.output.seq == 7 && letter.output.dropped == 9 && letter.output.len == 5);
	buffer_clear(&out);
	letter_put_keyframe(&out, &frame);
	CHECK(letter_take(out.data, out.len, &letter) == (long)out.len && letter.type == LETTER_KEYFRAME);
	CHECK(letter.keyframe.event == 5 && letter.keyframe.cols == 80 && letter.keyframe.covered == 7 && letter.keyframe.len == 3);
	buffer_clear(&out);
	letter_put_output(&out, &bad);
	CHECK(letter_take(out.data, out.len, &letter) < 0);
	buffer_clear(&out);
	letter_put_keyframe(&out, &wide);
	CHECK(letter_take(out.data, out.len, &letter) < 0);
	buffer_clear(&out);
	letter_put_tray(&out, 1, 70000);
	letter_put_taken(&out, 3);
	n = letter_take(out.data, out.len, &letter);
	CHECK(n > 0 && letter.type == LETTER_TRAY && letter.tray.number == 1 && letter.tray.len == 70000);
	CHECK(letter_take(out.data + n, out.len - (size_t)n, &letter) == (long)out.len - n);
	CHECK(letter.type == LETTER_TAKEN && letter.tray.number == 3);
	buffer_clear(&out);
	letter_put_frame(&out);
	letter_put_idle(&out, 1234);
	CHECK(letter_take(out.data, out.len, &letter) == LETTER_HEAD && letter.type == LETTER_FRAME);
	CHECK(letter_take(out.data + LETTER_HEAD, out.len - LETTER_HEAD, &letter) > 0 && letter.now == 1234);
	buffer_free(&out);
}

int
main(void)
{
	check_run("letters_come_back", test_letters_come_back);
	check_run("letters_are_cut", test_letters_are_cut);
	check_run("letters_are_not_believed", test_letters_are_not_believed);
	check_run("letters_of_a_scribe", test_letters_of_a_scribe);
	return check_done();
}
