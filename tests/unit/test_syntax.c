/* Whether a shell would ask for more: what interactive bash 5.2 did on a pty after the last line of
 * each text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/syntax.h"
#include "tests/unit/check.h"

static const char *const OPEN_QUOTES[] = {"echo 'a", "echo 'a\nb", "echo \"a", "echo \"a\\\"",
    "echo 'a\\''", "echo \"it's\" 'a", "echo it's", "echo \\\\\"a", "echo $'a", "echo $'it\\'s",
    "echo $\"a", "echo \"a'b\"c'd", "echo 'a'\"b\"'c", "echo a'b'c\"d", "echo 'a\n# b", "x='a",
    "x=\"a", "x=(a", "x=(a\nb", "x=('a' \"b)", "x[1]='a", "git commit -m \"one\n\ntwo", NULL};

static const char *const WHOLE_QUOTES[] = {"echo a", "echo 'a'", "echo 'a\nb'", "echo \"a\"",
    "echo \"a\nb\nc\"", "echo \"a\\\"\"", "echo 'a\\'", "echo 'a\"'", "echo \"it's\"",
    "echo it\\'s", "echo \\\"a", "echo $'a'", "echo $'it\\'s'", "echo $'a\\\\'", "echo $\"a\"",
    "echo \"$'a\"", "echo \"a'b\"c'd'", "echo ''", "echo \"\"", "echo \"a\" # \"b",
    "echo \"a\n# '\nb\"", "x=(a b)", "x=(a\nb)", "git commit -m \"one\n\ntwo\"", NULL};

static const char *const OPEN_BACKSLASHES[] = {"echo a \\", "echo a \\\nb \\", "echo a\\",
    "echo a\\\\\\", "echo 'a \\", "echo 'a' \\", "echo \"a \\", "ls |\\", "ls && \\", "\\", NULL};

static const char *const WHOLE_BACKSLASHES[] = {"echo a \\\nb", "echo a\\\\", "echo \"a \\\nb\"",
    "echo a \\ ", "# a \\", "echo a # b \\", "ls \\\n-l", "\\\nls", NULL};

static const char *const OPEN_ENDS[] = {"ls |", "ls | ", "ls |&", "ls &&", "ls && # later",
    "ls &&\n", "ls && pwd ||", "ls ||", "ls & pwd &&", "ls | cat |", "ls | # a\n", "ls |\n# a",
    "! ls |", "time ls |", "ls > a &&", "ls 2>&1 |", "echo |", "echo a|", "echo a&&", "(ls) &&",
    "{ ls; } |", "((1)) &&", "[[ a ]] ||", NULL};

static const char *const WHOLE_ENDS[] = {"ls |\ncat", "ls |& cat", "ls &&\npwd", "ls &&\n\npwd",
    "ls || pwd", "ls ;", "ls &", "ls |\n# a\ncat", "ls >|", "!", "! ls", "time", "&& ls", "| ls",
    ";", ";;", "ls 2>&1", "ls &> a", "ls \"|\"", "ls '&&'", "ls \\|", "ls \\&\\&", "echo a||b",
    NULL};

static const char *const OPEN_HEREDOCS[] = {"cat <<E", "cat <<E\na", "cat <<E\na\n E",
    "cat <<E\na\nE ", "cat <<-E", "cat <<-E\na\n  E", "cat <<E\n\tE", "cat <<'E F'\na\nE",
    "cat <<E\"F\"\na\nE\"F\"", "cat <<E\n'", "cat <<A <<B", "cat <<A <<B\na\nA",
    "cat <<A <<B\na\nB", "cat <<A <<B\na\nB\nA", "cat <<E | sort", "cat <<E |\nb\nE",
    "cat <<E &&\nb\nE", "cat <<< 'a", "echo a<<E", "echo a <<E b", "if cat <<E", "if cat <<E\na\nE",
    "if cat <<E; then ls; fi", "while read a; do ls; done <<E", "f() { cat <<E\n}\nE",
    "(cat <<E\n)\nE", "(cat <<E)", "echo $(cat <<E", "echo $(cat <<E\na\nE", "cat <<EOF)",
    "cat <<''\na", NULL};

static const char *const WHOLE_HEREDOCS[] = {"cat <<E\na\nE", "cat <<E\na\nE\n", "cat <<E\nE",
    "cat <<-E\n\ta\n\tE", "cat <<-E\n\t\tE", "cat << E\na\nE", "cat <<'E'\na\nE",
    "cat <<\"E\"\na\nE", "cat <<\\E\na\nE", "cat <<'E F'\na\nE F", "cat <<E\"F\"\na\nEF",
    "cat <<E\n'\nE", "cat <<E\n\"\nE", "cat <<E\n$(\nE", "cat <<'E'\n$(\nE", "cat <<E\n`\nE",
    "cat <<E\n# a\nE", "cat <<E\nif true\nE", "cat <<E\na \\\nE\nE", "cat <<'E'\na \\\nE",
    "cat <<E\na\\\\\nE", "cat <<A <<B\na\nA\nb\nB", "cat <<A; cat <<B\nA\nB",
    "cat <<E | sort\nb\nE", "cat <<E |\nb\nE\nsort", "cat <<E &&\nb\nE\nls", "cat <<E > a\nb\nE",
    "cat > a <<E\nb\nE", "cat <<E \\\nb\nE", "cat <<E \\\nb\nc\nE", "cat <<< a", "cat <<< \"a\nb\"",
    "cat <<<E\na", "echo \"<<E\"", "echo '<<E'", "echo \\<<E", "echo \\<\\<E", "echo a <<E b\nE",
    "# cat <<E", "echo a # <<E", "if cat <<E\na\nE\nthen ls; fi", "if cat <<E; then ls; fi\na\nE",
    "while read a; do ls; done <<E\nb\nE", "f() { cat <<E\n}\nE\n}", "(cat <<E\n)\nE\n)",
    "(cat <<E)\na\nE", "echo $(cat <<E\na\nE\n)", "echo \"$(cat <<E\na'\nE\n)\"",
    "echo \"$(cat <<'E'\na\"\nE\n)\"", "cat <<E-1\na\nE-1", "cat <<_E_\na\n_E_",
    "cat <<EOF>a\nb\nEOF", "cat <<EOF;ls\nb\nEOF", "cat <<EOF&\nb\nEOF", "cat <<EOF|sort\nb\nEOF",
    "cat <<", "cat <<\n", "cat <<$x\na\n$x", "cat <<${x}\na\n${x}", "cat 3<<E\na\nE",
    "cat <<E\n\n\nE", "sudo tee /etc/a <<'EOF' >/dev/null\na = \"b\nEOF",
    "ssh host <<'EOF'\nfor i in a\nEOF", NULL};

static const char *const OPEN_COMPOUND[] = {"if", "if true", "if true; then", "if true; then ls",
    "if true; then ls; else", "if true; then ls; elif false; then pwd",
    "if true; then if false; then ls; fi", "if true; then ls; fi |", "if [[ a ]]; then ls",
    "if ((1)); then ls", "for i", "for i in", "for i in a b", "for i in a b;", "for i in a b; do",
    "for i in a b; do ls", "for i in a b\ndo\nls", "for i in done; do ls",
    "for ((i=0; i<3; i++)); do ls", "for ((i=0; i<3; i++))", "for ((i=0;", "for i in $(ls",
    "for i in a; do for j in b; do ls; done", "for i in a; do ls; done | while read b; do", "while",
    "while true", "while true; do", "while false; do ls", "until true; do ls",
    "while false; do if true; then ls; fi", "select i in a b", "select i in a b; do", "case a", "repeat 2; do", "repeat 2\ndo\nls",
    "case a in", "case a in\nb)", "case a in b) ls", "case a in b) ls;;", "case a in (b) ls;;",
    "case a in \"b)", "case a in b) case c in d) ls;; esac", "case a in b) echo esac", "{", "{ ls",
    "{ ls;", "{ ls }", "{ { ls; }", "{ ls; } | {", "(", "(ls", "((ls)", "(ls; (pwd)", "(ls) | (",
    "[[", "[[ a == b", "[[ a == b &&", "[[ a == b ||\nc == d", "[[ a ]] &&", "[[ \"a", "[ a &&",
    NULL};

static const char *const WHOLE_COMPOUND[] = {"if true; then ls; fi", "if true\nthen\nls\nfi",
    "if true; then ls; else pwd; fi", "if true; then ls; elif false; then pwd; fi",
    "if true; then if false; then ls; fi; fi", "if [ a = b ]; then ls; fi",
    "if ! true; then ls; fi", "if true; then ls; fi | cat", "if true; then ls; fi > a",
    "if true; then ls; fi && pwd", "if (true); then ls; fi", "if { true; }; then ls; fi",
    "if ((1)); then ls; fi", "for i in a b; do ls; done", "for i in a b\ndo\nls\ndone",
    "for i; do ls; done", "for i do ls; done", "for i\ndo ls; done", "for i in do; do ls; done",
    "for i in if then; do ls; done", "for ((i=0; i<3; i++)); do ls; done",
    "for ((;;)); do break; done", "for i in $(ls); do echo $i; done",
    "for i in {1..3}; do ls; done", "for i in *; do [ -f \"$i\" ] && echo \"$i\"; done",
    "for i in a; do for j in b; do ls; done; done",
    "for i in a; do ls; done | while read b; do pwd; done", "for i in a; do ls & done",
    "for i in a; do (ls) done", "while false; do ls; done", "while read a; do ls; done < b",
    "while false\ndo\nls\ndone", "until true; do ls; done", "repeat 2; do\nls\ndone", "repeat 2 ls", "repeat 2 { ls }",
    "while false; do case a in b) ls;; esac; done", "case a in b) ls;; esac",
    "case a in b) ls; esac", "case a in\nb) ls;;\nesac", "case a in\nb) ls\n;;\nc|d) pwd\n;;\nesac",
    "case a in (b) ls;; esac", "case a in b) ls;& c) pwd;; esac",
    "case a in b) ls;;& c) pwd;; esac", "case a in *) ls;; esac", "case a in if) ls;; esac",
    "case a in done) ls;; fi) pwd;; esac", "case a in \"b\") ls;; esac",
    "case a in b) case c in d) ls;; esac;; esac", "case a in b) (ls);; esac",
    "case a in b) if true; then ls; fi;; esac", "case in in in) ls;; esac",
    "case a\nin\nb) ls;;\nesac", "case $1 in -h|--help) ls;; *) pwd;; esac",
    "case a in b) echo esac;; esac", "case a in [a-z]) ls;; esac", "case a in b) ;; esac",
    "case a in b) ls;; esac | cat", "case \"$(ls)\" in a) pwd;; esac", "{ ls; }", "{ ls }\n}",
    "{ ls\n}", "{\nls\n}", "{ { ls; }; }", "{ ls; } > a", "{ls", "{a,b}", "echo {", "echo }",
    "echo {a", "}", "{ }", "{ echo }; }", "(ls)", "(ls\n)", "(ls; (pwd))", "( (ls) )", ")", "ls)",
    "[[ a ]]", "[[ a == b &&\nc == d ]]", "[[ a < b ]]", "[[ ( a ) ]]", "[[ a =~ (b|c) ]]",
    "[[ a =~ ^b ]]", "[[ a ]] && ls", "[[ -n $a ]]", "[ a", "[ a ]", "echo [[", "echo [[ a", NULL};

static const char *const OPEN_FUNCTIONS[] = {"f()", "f() {", "f() { ls", "f()\n{", "f() (",
    "f() (ls", "f() if true; then ls", "function f", "function f {", "function f() {",
    "f() { echo '}", "f() { g() { ls; }", NULL};

static const char *const WHOLE_FUNCTIONS[] = {"f() { ls; }", "f() { ls; }; f", "f () { ls; }",
    "f()\n{\nls\n}", "f() (ls)", "f() if true; then ls; fi", "f() [[ a ]]",
    "f() for i in a; do ls; done", "function f { ls; }", "function f\n{\nls\n}",
    "function f() { ls; }", "function f() { ls\n}", "f() { if true; then ls; fi; }",
    "f() { case a in b) ls;; esac; }", "f() { echo }; }", "f() { echo \"}\"; }", "f-g() { ls; }",
    "f() { ls; } > a", "f() { g() { ls; }; }", "function", NULL};

static const char *const OPEN_WORDS[] = {"ls; if", "ls; if true", "ls | if true",
    "ls | while read a", "ls && if true", "ls & if true", "ls || for i in a", "time if true",
    "time { ls", "! if true", "! { ls", "coproc { ls", NULL};

static const char *const WHOLE_WORDS[] = {"echo if", "echo if then fi", "echo for",
    "echo while true", "echo case a in", "echo done", "echo fi", "echo esac", "echo do",
    "echo then", "echo function", "echo select", "echo until", "echo !", "echo time",
    "echo { ; echo }", "ls if", "grep for a", "grep -r while .", "apt install if", "man case",
    "type if", "which for", "touch if then", "cd for", "'if' true", "\"if\" true", "\\if true",
    "if=1", "for=1", "x=1 if", "x=1 if true", "> a if true", "iffy", "fortune", "whiled", "done",
    "fi", "then", "do", "esac", "elif", "else", "in", "in a", "then ls", "ls; done", "ls; fi",
    "time if true; then ls; fi", "coproc ls", "coproc { ls; }", "sudo if true", "exec if",
    "env while", "command if", "git commit -m if", "function", "foreach", "repeat", NULL};

static const char *const OPEN_EXPANSIONS[] = {"echo $(ls", "echo $(ls $(pwd)", "echo \"$(ls",
    "echo \"$(ls)", "echo \"$(ls \"a)\"", "echo \"$(ls 'a)\"", "echo $(echo \")",
    "echo \"a $(echo \"b $(echo \"c\"))\"", "echo $(case a in b) ls;; esac", "echo $(ls # a)",
    "echo $(ls |", "echo $(", "echo $((1+2)", "echo $((1+2", "echo \"$((1+2",
    "echo $(( 1 << 2 )) <<E", "echo ${a", "echo ${a:-'b", "echo ${a:-\"b}", "echo \"${a:-b\"",
    "echo \"${a", "echo \"${a:-it's}\"", "echo ${a:-$(ls}", "echo ${a:-${b}", "echo ${a:-b\nc",
    "echo `ls", "echo \"`ls", "echo \"`ls\"", "echo a$(", "diff <(ls) <(pwd", "diff <(ls",
    "tee >(cat", "echo $(ls)'", "echo $(ls)a\"b", "x=$(ls", "x=`ls", "x=${a",
    "echo \"$(cat \"$(ls)\")\" 'a", "echo \"${a[@]}\" \"", "awk '{ print $1 }",
    "python3 -c 'print(\"a", "echo 'don'\\''t", "bash -c 'if true", NULL};

static const char *const WHOLE_EXPANSIONS[] = {"echo $(ls)", "echo $(ls\n)", "echo $(ls $(pwd))",
    "echo \"$(ls)\"", "echo \"$(ls \"a\")\"", "echo \"$(echo \")\")\"", "echo $(echo ')')",
    "echo $(echo \\))", "echo \"a $(echo \"b $(echo \"c\")\")\"", "echo $(if true; then ls; fi)",
    "echo $(case a in b) ls;; esac)", "echo $(case a in (b) ls;; esac)",
    "echo $(for i in a; do ls; done)", "echo $(# a\nls)", "echo $(ls # a)\n)", "echo $(ls &&\npwd)",
    "echo $(ls \\\n)", "echo $()", "echo $(<a)", "echo $((1+2))", "echo $((1<<2))",
    "echo $(( (1) + (2) ))", "echo $((1 +\n2))", "echo \"$((1<<2))\"", "echo $(( 1 << 2 )) <<E\nE",
    "echo $( (ls) )", "echo $((ls) )", "echo $((ls); (pwd))", "echo $[1+2]", "echo ${a}",
    "echo ${a:-b}", "echo ${a:-\"b\"}", "echo ${a:-'}'}", "echo \"${a:-b}\"",
    "echo \"${a:-\"b\"}\"", "echo ${a:-$(ls)}", "echo ${a:-${b}}", "echo ${#a}", "echo ${a#b}",
    "echo ${a##*/}", "echo ${a%%'x'}", "echo ${a//\\//b}", "echo ${a/\\}/b}", "echo ${a:-\\}}",
    "echo ${a[@]}", "echo ${a[$((1))]}", "echo ${a:-b\nc}", "echo ${a:- #b}", "echo `ls`",
    "echo `ls\n`", "echo \"`ls`\"", "echo `echo \\`ls\\``", "echo `echo 'a'`", "echo `echo \"a\"`",
    "echo `echo \\`ls`", "echo '`ls'", "echo \\`ls", "echo '$(ls'", "echo \"\\$(ls\"",
    "echo \"\\`ls\"", "echo $a", "echo $", "echo $$", "echo $#", "echo $#a", "echo $(echo $#)",
    "echo ${a}#b", "diff <(ls) <(pwd)", "tee >(cat)", "echo @(a|b)", "x=$(ls)", "x=\"$(ls\n)\"",
    "awk '{ print $1 }' a", "awk '{\nprint\n}' a", "sed -e 's/\"/x/' a", "sed -e \"s/'/x/\" a",
    "find . -name '*.c' -exec ls {} \\;", "find . -exec ls {} +", "find . \\( -name a \\)",
    "python3 -c 'print(\"a\")'", "python3 -c \"print('a')\nprint('b')\"", "echo 'don'\\''t'",
    "bash -c \"for i in a; do ls; done\"", NULL};

static const char *const OPEN_ARITHMETIC[] = {"((1)", "((1", "((1<<2", "(( (1)", "(( a == 1 )) &&",
    "let \"a=1", "((1)); cat <<E", "if ((1<<2)); then", "while ((a<<1)); do",
    "for ((i=1<<2; i<3; i++)); do ls", "((ls); (pwd)", NULL};

static const char *const WHOLE_ARITHMETIC[] = {"((1))", "((1\n))", "((i++))", "((i<3))", "((1<<2))",
    "(( a << 2 ))", "((1<<2\n))", "(( (1) ))", "(( a == 1 )) && ls", "((a='1'))", "let a=1",
    "for ((i=1<<2; i>3; i++)); do ls; done", "((ls); pwd)", "( (1) )", NULL};

static const char *const OPEN_COMMENTS[] = {"ls#'a", "ls a# 'b", "if true # then",
    "if true; then # ls; fi", "{ # }", "( # )", "echo \"# a", "echo |# 'a", "echo ${#} 'a",
    "echo \\# 'a", "for i in a # b", NULL};

static const char *const WHOLE_COMMENTS[] = {"#", "# a", "# 'a", "# \"a", "# $(a", "# if", "# {",
    "#a\n", "ls # 'a", "ls # $(", "ls # `", "ls # {", "ls # (", "ls # &&", "ls#'a'", "ls a#b",
    "if true # a\nthen ls # b\nfi # c", "if true; then # ls\nfi", "{ # }\nls; }", "( # )\nls)",
    "echo \"a\" #'", "echo ;# 'a", "echo &# 'a", "(# 'a\nls)", "x=# ", "echo $((16#ff))",
    "case a in # b\nb) ls;; # c\nesac", "for i in a # b\ndo ls; done", NULL};

static const char *const WHOLE_NOTHING[] = {
    "", " ", "\n", "\t", "  ls", "ls\n", "ls\n\n", "\nls", NULL};

static const char *const OPEN_REFUSED[] = {"for do", "for 1 in a", "function {", NULL};

static const char *const WHOLE_REFUSED[] = {"ls |  | cat", "ls ;; pwd", ")", "ls )", "if fi",
    "if true; fi", "for i in a; ls; done", "{ ; }", "( )", "()", "f(a) ls", "ls > ", "ls > > a",
    "ls <", "& ls", "; ls", "for i in a; do done", "while true; do done", "[[ a b c ]]", "[[ && ]]",
    "ls >&", NULL};

/* In memory of exactly its size, so that a sanitizer sees reading beyond it. */
static bool
is_open(const char *text, size_t len)
{
	char *exact = malloc(len ? len : 1);
	bool open;

	if (exact == NULL)
		abort();
	memcpy(exact, text, len);
	open = syntax_open(exact, len);
	free(exact);
	return open;
}

/* Every beginning of a text is a text too. */
static void
try_beginnings(const char *text)
{
	size_t len;

	for (len = 0; len <= strlen(text); len++)
		is_open(text, len);
}

static void
all_are(const char *const *texts, bool open)
{
	for (; *texts != NULL; texts++) {
		bool said = is_open(*texts, strlen(*texts));

		if (said != open)
			printf("# is %s: <%s>\n", open ? "open" : "whole", *texts);
		CHECK(said == open);
		try_beginnings(*texts);
	}
}

static void
test_quotes(void)
{
	all_are(OPEN_QUOTES, true);
	all_are(WHOLE_QUOTES, false);
}

static void
test_backslashes(void)
{
	all_are(OPEN_BACKSLASHES, true);
	all_are(WHOLE_BACKSLASHES, false);
}

static void
test_what_a_line_may_not_end_with(void)
{
	all_are(OPEN_ENDS, true);
	all_are(WHOLE_ENDS, false);
}

static void
test_here_documents(void)
{
	all_are(OPEN_HEREDOCS, true);
	all_are(WHOLE_HEREDOCS, false);
}

static void
test_compound_commands(void)
{
	all_are(OPEN_COMPOUND, true);
	all_are(WHOLE_COMPOUND, false);
}

static void
test_functions(void)
{
	all_are(OPEN_FUNCTIONS, true);
	all_are(WHOLE_FUNCTIONS, false);
}

static void
test_reserved_words_where_they_are_words(void)
{
	all_are(OPEN_WORDS, true);
	all_are(WHOLE_WORDS, false);
}

static void
test_expansions(void)
{
	all_are(OPEN_EXPANSIONS, true);
	all_are(WHOLE_EXPANSIONS, false);
}

static void
test_arithmetic(void)
{
	all_are(OPEN_ARITHMETIC, true);
	all_are(WHOLE_ARITHMETIC, false);
}

static void
test_comments(void)
{
	all_are(OPEN_COMMENTS, true);
	all_are(WHOLE_COMMENTS, false);
}

static void
test_empty_text(void)
{
	all_are(WHOLE_NOTHING, false);
}

static void
test_what_bash_refuses(void)
{
	all_are(OPEN_REFUSED, true);
	all_are(WHOLE_REFUSED, false);
}

/* Each that is opened wants its own end, however deep. */
static void
test_depth(void)
{
	static const char *const pairs[][2] = {{"(", ")"}, {"{ ", "; }"}, {"$(", ")"},
	    {"\"$(", ")\""}, {"${a:-", "}"}, {"if ", "; then a; fi"}, {"while ", "; do a; done"}};
	enum { DEEP = 20, DEEPER = 10000 };
	char *text = malloc(DEEPER * 32);
	size_t i, kind, len;

	if (text == NULL)
		abort();
	for (kind = 0; kind < sizeof pairs / sizeof *pairs; kind++) {
		for (len = 0, i = 0; i < DEEP; i++)
			len += (size_t)sprintf(text + len, "%s", pairs[kind][0]);
		CHECK(is_open(text, len));
		len += (size_t)sprintf(text + len, "a");
		for (i = 0; i < DEEP; i++)
			len += (size_t)sprintf(text + len, "%s", pairs[kind][1]);
		CHECK(!is_open(text, len));
		CHECK(is_open(text, len - 1));
		for (len = 0, i = 0; i < DEEPER; i++)
			len += (size_t)sprintf(text + len, "%s", pairs[kind][0]);
		CHECK(is_open(text, len));
	}
	free(text);
}

/* Bytes of no language: an answer, whatever it is. */
static void
test_noise(void)
{
	static const char likely[] = "'\"`$(){}[]<>|&;#\\\n\t ifdonecaseE-=!\0\377\200";
	uint64_t seed = 1;
	char text[64];
	size_t len, i;
	int n;

	for (n = 0; n < 20000; n++) {
		for (seed = seed * 6364136223846793005u + 1442695040888963407u, len = seed >> 58,
		    i = 0;
		     i < len; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			text[i] = likely[(seed >> 33) % (sizeof likely - 1)];
		}
		is_open(text, len);
	}
	CHECK(!is_open("", 0));
}

int
main(void)
{
	check_run("syntax: quotes", test_quotes);
	check_run("syntax: backslashes", test_backslashes);
	check_run("syntax: what a line may not end with", test_what_a_line_may_not_end_with);
	check_run("syntax: here documents", test_here_documents);
	check_run("syntax: compound commands", test_compound_commands);
	check_run("syntax: functions", test_functions);
	check_run("syntax: reserved words where they are words",
	    test_reserved_words_where_they_are_words);
	check_run("syntax: expansions", test_expansions);
	check_run("syntax: arithmetic", test_arithmetic);
	check_run("syntax: comments", test_comments);
	check_run("syntax: empty text", test_empty_text);
	check_run("syntax: what bash refuses", test_what_bash_refuses);
	check_run("syntax: depth", test_depth);
	check_run("syntax: noise", test_noise);
	return check_done();
}
