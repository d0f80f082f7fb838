/* What searching is made of: patterns, text that is looked at. */
#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>

#include "search/glob.h"
#include "search/legible.h"

static bool
globs(const char *pattern, const char *text)
{
	return glob_match(pattern, text, strlen(text));
}

static void
test_globs(void)
{
	char *part, many[200], text[2000];
	int i;

	CHECK(globs("*", "") && globs("a*c", "abbc") && !globs("a*c", "abb") && globs("a?c", "a\xC3\xA4" "c"));
	CHECK(globs("[a-c]x", "bx") && !globs("[^a-c]x", "bx") && globs("[]]", "]") && globs("a[", "a[") && !globs("", "a"));
	CHECK(globs("*rm*-rf*/", "sudo rm -v -rf /srv/") && !globs("Rm*", "rm"));
	CHECK((part = glob_literal("*ab*cdef?[xyz]")) != NULL && strcmp(part, "cdef") == 0);
	free(part);
	CHECK(glob_literal("*?*") == NULL && glob_literal("") == NULL);
	/* what makes some matchers take forever */
	for (i = 0; i < 99; i++)
		memcpy(many + 2 * i, "a*", 2);
	strcpy(many + 198, "b");
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	CHECK(!globs(many, text));
}

static const char *
shown(const char *text, int columns, bool marked)
{
	static struct buffer out;
	const struct terms_mark mark = {2, 4};

	buffer_clear(&out);
	legible_text(&out, text, strlen(text), columns, &mark, 1, marked);
	return buffer_string(&out);
}

static void
test_legible(void)
{
	CHECK(strcmp(shown("a\x1b[31m\nb\x7f", 0, false), "a\\x1B[31m\xE2\x8F\x8E b\\x7F") == 0);
	CHECK(strcmp(shown("\xE2\x80\xAEx\xC2\x9B", 0, false), "\\u{202E}x\\x9B") == 0);
	CHECK(strcmp(shown("\xFFx", 0, false), "\xEF\xBF\xBDx") == 0);
	CHECK(strcmp(shown("abcdef", 4, false), "abc\xE2\x80\xA6") == 0);
	CHECK(strcmp(shown("abcd", 4, false), "abcd") == 0);
	/* two columns each: the third has no room beside the ellipsis */
	CHECK(strcmp(shown("\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2", 5, false), "\xE6\xBC\xA2\xE5\xAD\x97\xE2\x80\xA6") == 0);
	CHECK(strcmp(shown("abcdef", 0, true), "ab\033[1;4mcd\033[mef") == 0);
	CHECK(strcmp(shown("abcdef", 4, true), "ab\033[1;4mc\033[m\xE2\x80\xA6") == 0);
}

static const char *
csv(const char *text)
{
	static struct buffer out;

	buffer_clear(&out);
	legible_csv(&out, text, strlen(text));
	return buffer_string(&out);
}

static void
test_csv(void)
{
	CHECK(strcmp(csv("a \"b\""), "\"a \"\"b\"\"\"") == 0);
	CHECK(strcmp(csv("=1+1"), "\"'=1+1\"") == 0 && strcmp(csv("-x"), "\"'-x\"") == 0);
	CHECK(strcmp(csv("@a"), "\"'@a\"") == 0 && strcmp(csv("+a"), "\"'+a\"") == 0 && strcmp(csv(""), "\"\"") == 0);
	CHECK(strcmp(csv("\xEF\xBC\x9D" "1"), "\"'\xEF\xBC\x9D" "1\"") == 0 && strcmp(csv("\tx"), "\"'\tx\"") == 0);
	CHECK(strcmp(csv("\xEF\xBC\x9E"), "\"\xEF\xBC\x9E\"") == 0);
	CHECK(strcmp(csv("a\nb\x1b"), "\"a\nb\\x1B\"") == 0);
}

int
main(void)
{
	check_run("globs", test_globs);
	check_run("legible", test_legible);
	check_run("csv", test_csv);
	return check_done();
}
