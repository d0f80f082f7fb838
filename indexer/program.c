/* Which interactive program a command line starts. */
#include "indexer/program.h"

#include <ctype.h>
#include <string.h>

static const struct {
	const char *name;
	enum program_kind kind;
} PROGRAMS[] = {
    {"bash", PROGRAM_SHELL}, {"sh", PROGRAM_SHELL}, {"zsh", PROGRAM_SHELL}, {"fish", PROGRAM_SHELL},
    {"dash", PROGRAM_SHELL}, {"ksh", PROGRAM_SHELL}, {"ksh93", PROGRAM_SHELL}, {"mksh", PROGRAM_SHELL},
    {"lksh", PROGRAM_SHELL}, {"rksh93", PROGRAM_SHELL}, {"tcsh", PROGRAM_SHELL}, {"csh", PROGRAM_SHELL},
    {"bsd-csh", PROGRAM_SHELL}, {"ash", PROGRAM_SHELL}, {"busybox", PROGRAM_SHELL},
    {"yash", PROGRAM_SHELL}, {"rbash", PROGRAM_SHELL}, {"elvish", PROGRAM_SHELL}, {"nu", PROGRAM_SHELL},
    {"xonsh", PROGRAM_SHELL}, {"pwsh", PROGRAM_SHELL}, {"rc", PROGRAM_SHELL},
    {"steno-shell", PROGRAM_SHELL},
    {"ssh", PROGRAM_GATE}, {"su", PROGRAM_GATE}, {"sudo", PROGRAM_GATE}, {"doas", PROGRAM_GATE},
    {"runuser", PROGRAM_GATE}, {"telnet", PROGRAM_GATE}, {"mosh", PROGRAM_MULTIPLEXER},
    {"mosh-client", PROGRAM_MULTIPLEXER}, {"rlogin", PROGRAM_GATE}, {"docker", PROGRAM_GATE},
    {"podman", PROGRAM_GATE}, {"kubectl", PROGRAM_GATE}, {"lxc", PROGRAM_GATE}, {"lxc-attach", PROGRAM_GATE},
    {"machinectl", PROGRAM_GATE}, {"nsenter", PROGRAM_GATE}, {"unshare", PROGRAM_GATE},
    {"chroot", PROGRAM_GATE}, {"systemd-nspawn", PROGRAM_GATE}, {"vagrant", PROGRAM_GATE},
    {"newgrp", PROGRAM_GATE}, {"sg", PROGRAM_GATE}, {"script", PROGRAM_GATE}, {"scriptlive", PROGRAM_GATE},
    {"login", PROGRAM_GATE}, {"minicom", PROGRAM_GATE}, {"picocom", PROGRAM_GATE}, {"cu", PROGRAM_GATE},
    {"asciinema", PROGRAM_GATE}, {"ttyrec", PROGRAM_GATE}, {"tlog-rec", PROGRAM_GATE},
    {"steno", PROGRAM_GATE}, {"steno-rec", PROGRAM_GATE}, {"socat", PROGRAM_GATE}, {"nc", PROGRAM_GATE},
    {"expect", PROGRAM_GATE}, {"setsid", PROGRAM_GATE}, {"virsh", PROGRAM_GATE}, {"adb", PROGRAM_GATE},
    {"dtach", PROGRAM_GATE}, {"abduco", PROGRAM_GATE}, {"reptyr", PROGRAM_GATE},
    {"tmux", PROGRAM_MULTIPLEXER}, {"screen", PROGRAM_MULTIPLEXER}, {"byobu", PROGRAM_MULTIPLEXER},
    {"zellij", PROGRAM_MULTIPLEXER}, {"dvtm", PROGRAM_MULTIPLEXER},
    {"python", PROGRAM_REPL}, {"ipython", PROGRAM_REPL}, {"bpython", PROGRAM_REPL},
    {"ptpython", PROGRAM_REPL}, {"sqlite", PROGRAM_REPL}, {"psql", PROGRAM_REPL},
    {"mysql", PROGRAM_REPL}, {"mariadb", PROGRAM_REPL}, {"gdb", PROGRAM_REPL}, {"lldb", PROGRAM_REPL},
    {"bc", PROGRAM_REPL}, {"dc", PROGRAM_REPL}, {"node", PROGRAM_REPL}, {"nodejs", PROGRAM_REPL},
    {"deno", PROGRAM_REPL}, {"lua", PROGRAM_REPL}, {"luajit", PROGRAM_REPL}, {"perl", PROGRAM_REPL},
    {"irb", PROGRAM_REPL}, {"ruby", PROGRAM_REPL}, {"php", PROGRAM_REPL}, {"ghci", PROGRAM_REPL},
    {"ocaml", PROGRAM_REPL}, {"utop", PROGRAM_REPL}, {"R", PROGRAM_REPL}, {"octave", PROGRAM_REPL},
    {"julia", PROGRAM_REPL}, {"erl", PROGRAM_REPL}, {"iex", PROGRAM_REPL}, {"clj", PROGRAM_REPL},
    {"scala", PROGRAM_REPL}, {"jshell", PROGRAM_REPL}, {"redis-cli", PROGRAM_REPL},
    {"mongo", PROGRAM_REPL}, {"mongosh", PROGRAM_REPL}, {"ftp", PROGRAM_REPL}, {"sftp", PROGRAM_REPL},
    {"lftp", PROGRAM_REPL}, {"gnuplot", PROGRAM_REPL}, {"tclsh", PROGRAM_REPL}, {"wish", PROGRAM_REPL}, {"rlwrap", PROGRAM_REPL},
    {"guile", PROGRAM_REPL}, {"sbcl", PROGRAM_REPL}, {"gforth", PROGRAM_REPL}, {"swipl", PROGRAM_REPL},
    {"ed", PROGRAM_REPL}, {"units", PROGRAM_REPL}, {"nslookup", PROGRAM_REPL}, {"gp", PROGRAM_REPL},
    {"maxima", PROGRAM_REPL}, {"calc", PROGRAM_REPL}, {"qalc", PROGRAM_REPL}, {"parted", PROGRAM_REPL},
    {"jdb", PROGRAM_REPL}, {"fdisk", PROGRAM_REPL}, {"gdisk", PROGRAM_REPL}, {"bluetoothctl", PROGRAM_REPL},
    {"smbclient", PROGRAM_REPL}, {"rpcclient", PROGRAM_REPL}, {"ldapmodify", PROGRAM_REPL},
    {"influx", PROGRAM_REPL}, {"cqlsh", PROGRAM_REPL}, {"duckdb", PROGRAM_REPL}, {"sqlplus", PROGRAM_REPL},
    {"pdb", PROGRAM_REPL}, {"pdb3", PROGRAM_REPL}, {"openssl", PROGRAM_REPL}, {"debugfs", PROGRAM_REPL},
    {"xfs_db", PROGRAM_REPL}, {"ovs-appctl", PROGRAM_REPL}, {"vtysh", PROGRAM_REPL},
    {"birdc", PROGRAM_REPL}, {"chronyc", PROGRAM_REPL}, {"ntpq", PROGRAM_REPL}, {"wpa_cli", PROGRAM_REPL},
    {"nmcli", PROGRAM_REPL}, {"ipmitool", PROGRAM_REPL}, {"octave-cli", PROGRAM_REPL}, {"clisp", PROGRAM_REPL},
    {"ecl", PROGRAM_REPL}, {"scheme", PROGRAM_REPL}, {"mit-scheme", PROGRAM_REPL}, {"racket", PROGRAM_REPL},
    {"chibi-scheme", PROGRAM_REPL}, {"csi", PROGRAM_REPL}, {"gprolog", PROGRAM_REPL}, {"sml", PROGRAM_REPL},
    {"coqtop", PROGRAM_REPL}, {"pry", PROGRAM_REPL}, {"groovysh", PROGRAM_REPL}, {"raku", PROGRAM_REPL},
    {"pgcli", PROGRAM_REPL}, {"mycli", PROGRAM_REPL}, {"litecli", PROGRAM_REPL}, {"clickhouse-client", PROGRAM_REPL},
    {"isql", PROGRAM_REPL}, {"tsql", PROGRAM_REPL}, {"sqlcmd", PROGRAM_REPL}, {"usql", PROGRAM_REPL},
    {"efibootmgr", PROGRAM_OTHER},
};

/* What reads the terminal without a prompt. */
/* These never look at what is typed. */
static const char *const DEAF[] = {"sleep", "ping", "wait"};

static const char *const READERS[] = {"cat", "read", "vim", "vi", "view", "nvim", "nano", "pico", "emacs", "micro", "hx", "joe", "mcedit", "less", "more", "most",
    "man", "info", "tig", "lazygit", "top", "htop", "btop", "mc", "ranger", "fzf", "sort", "wc", "tee", "head", "tail", "dd", "passwd", "crontab", "visudo",
    "dialog", "whiptail", "select", "fg", "watch", "mail", "write", "wall", "talk", "tr", "sed", "awk", "grep", "cut", "nl", "od", "xxd", "base64", "xargs"};

/* Before the program that they run; with `value`, options that take one. */
static const struct {
	const char *name, *value;
} PREFIXES[] = {
    {"exec", "a"}, {"env", "uCS"}, {"command", ""}, {"builtin", ""}, {"nohup", ""}, {"time", "fo"},
    {"nice", "n"}, {"ionice", "cn"}, {"stdbuf", "ioe"}, {"timeout", "ks"}, {"strace", "eopsu"},
    {"rlwrap", "aAbcCDefgHilmMnNoOpPqrsStwzR"}, {"then", ""}, {"do", ""}, {"else", ""}, {"{", ""}, {"!", ""},
    {"noglob", ""}, {"eatmydata", ""},
};

/* As interpreters ask who were not told to ask otherwise; 9: digits, *: anything but blanks. */
static const struct {
	const char *shape, *program;
	bool anybodys; /* shells ask so, too */
} ASKING[] = {
    {">>> ", "python3", true}, {"*=# ", "psql", true}, {"*=> ", "psql", true}, {"In [9]: ", "ipython3", false}, {"irb(*):9:9> ", "irb", false},
    {"irb(*):9> ", "irb", false}, {"[9] pry(*)> ", "pry", false}, {"sqlite> ", "sqlite3", false}, {"(gdb) ", "gdb", false}, {"(lldb) ", "lldb", false},
    {"(Pdb) ", "pdb3", false}, {"ipdb> ", "pdb3", false}, {"mysql> ", "mysql", false}, {"MariaDB [*]> ", "mariadb", false}, {"ghci> ", "ghci", false},
    {"Prelude> ", "ghci", false}, {"jshell> ", "jshell", false}, {"php > ", "php", false}, {"?- ", "swipl", false}, {"9 ?- ", "swipl", false},
    {"scala> ", "scala", false}, {"julia> ", "julia", false}, {"iex(9)> ", "iex", false}, {"octave:9> ", "octave", false}, {"9.9.9.9:9> ", "redis-cli", false},
    {"cqlsh> ", "cqlsh", false}, {"cqlsh:*> ", "cqlsh", false}, {"SQL> ", "sqlplus", false}, {"sftp> ", "sftp", false}, {"ftp> ", "ftp", false}, {"main[9] ", "jdb", false},
    {"Command (m for help): ", "fdisk", false}, {"Expert command (m for help): ", "fdisk", false}, {"Command (? for help): ", "gdisk", false},
};

static void
base_name(const char *word, size_t len, char name[PROGRAM_NAME_MAX])
{
	const char *slash = memrchr(word, '/', len);

	if (slash != NULL) {
		len -= (size_t)(slash + 1 - word);
		word = slash + 1;
	}
	if (len > 0 && *word == '-') {
		word++;
		len--;
	}
	if (len >= PROGRAM_NAME_MAX)
		len = PROGRAM_NAME_MAX - 1;
	memcpy(name, word, len);
	name[len] = '\0';
}

enum program_kind
program_kind(const char *name)
{
	size_t i, len, stem;

	if (*name == '-')
		name++;
	len = strcspn(name, ": ");
	/* python3.11, lua5.4, sqlite3 */
	for (stem = len; stem > 1 && (isdigit((unsigned char)name[stem - 1]) || name[stem - 1] == '.'); stem--)
		;
	for (i = 0; i < sizeof PROGRAMS / sizeof *PROGRAMS; i++) {
		const char *known = PROGRAMS[i].name;

		/* asked for at nearly every key */
		if (*known != *name)
			continue;
		if ((strlen(known) == len && memcmp(known, name, len) == 0) ||
		    (strlen(known) == stem && memcmp(known, name, stem) == 0))
			return PROGRAMS[i].kind;
	}
	return PROGRAM_OTHER;
}

/* The next word, quotes not undone; false at an operator or the end. */
static bool
next_word(const char **p, const char *end, const char **word, size_t *len)
{
	char quote = '\0';

	while (*p < end && (**p == ' ' || **p == '\t'))
		(*p)++;
	*word = *p;
	for (; *p < end; (*p)++) {
		char c = **p;

		if (quote) {
			if (c == quote)
				quote = '\0';
		} else if (c == '\'' || c == '"') {
			quote = c;
		} else if (c == '\\' && *p + 1 < end) {
			(*p)++;
		} else if (strchr(" \t\n;|&()<>", c)) {
			break;
		}
	}
	*len = (size_t)(*p - *word);
	return *len > 0;
}

static bool
is_assignment(const char *word, size_t len)
{
	const char *equal = memchr(word, '=', len);

	return equal != NULL && equal > word && (isalpha((unsigned char)*word) || *word == '_');
}

/* The options with a value of a word that goes before a program; NULL: it is the program.  Of `behind` sudo is such a word. */
static const char *
options_of_prefix(const char *name, bool behind)
{
	size_t i;

	for (i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
		if (strcmp(PREFIXES[i].name, name) == 0)
			return PREFIXES[i].value;
	return behind && (strcmp(name, "sudo") == 0 || strcmp(name, "doas") == 0) ? "ugpCDhRrtTU" : NULL;
}

/* One simple command. */
static void
simple(const char *p, const char *end, bool behind, char name[PROGRAM_NAME_MAX])
{
	char word_name[PROGRAM_NAME_MAX];
	const char *word, *value = NULL, *options;
	size_t len;
	bool number = false;

	while (next_word(&p, end, &word, &len)) {
		if (is_assignment(word, len))
			continue;
		if (value != NULL && *word == '-' && len > 1) {
			/* an option, or the last of several, whose value is the next word */
			if (word[1] != '-' && strchr(value, word[len - 1]) != NULL)
				next_word(&p, end, &word, &len);
			continue;
		}
		if (number && isdigit((unsigned char)*word)) {
			number = false;
			continue;
		}
		base_name(word, len, word_name);
		if ((options = options_of_prefix(word_name, behind)) == NULL) {
			strcpy(name, word_name);
			return;
		}
		value = options;
		number = strcmp(word_name, "timeout") == 0;
	}
}

void
program_of(const char *text, size_t len, char name[PROGRAM_NAME_MAX])
{
	const char *p = text, *end = text + len, *begin = text;
	char quote = '\0', last[PROGRAM_NAME_MAX];
	bool piped = false;

	name[0] = '\0';
	for (; p <= end; p++) {
		char c = p < end ? *p : '\n';

		if (quote) {
			if (c == quote)
				quote = '\0';
			if (p < end)
				continue;
		}
		if (c == '\'' || c == '"') {
			quote = c;
		} else if (c == '\\' && p + 1 < end) {
			p++;
		} else if (strchr(";|&\n(", c)) {
			last[0] = '\0';
			if (p > begin)
				simple(begin, p, false, last);
			/* of a pipe, the first reads the terminal */
			if (last[0] && !piped)
				strcpy(name, last);
			piped = c == '|' && !(p + 1 < end && p[1] == '|');
			/* both signs of ||, &&, |& */
			if (p + 1 < end && (c == '|' || c == '&') && (p[1] == c || (c == '|' && p[1] == '&')))
				p++;
			begin = p + 1;
		}
	}
}

static bool
holds(const char *data, size_t len, const char *what)
{
	return memmem(data, len, what, strlen(what)) != NULL;
}

const char *
program_drawing(const char *data, size_t len)
{
	/* both take the alternate screen at once with the modes that they find unknown */
	if (len < 40 || !holds(data, len, "\033[?1049h"))
		return NULL;
	if (holds(data, len, "\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1005l"))
		return "tmux";
	if (holds(data, len, "\033[!p\033[?3;4l\033[4l\033>\033[?1049h") && holds(data, len, "\033[4l\033[?1h\033="))
		return "screen";
	return NULL;
}

static bool
is_one_of(const char *name, const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool
program_reads(const char *name)
{
	return is_one_of(name, READERS, sizeof READERS / sizeof *READERS);
}

bool
program_is_deaf(const char *name)
{
	return is_one_of(name, DEAF, sizeof DEAF / sizeof *DEAF);
}

static bool
has_shape(const char *text, size_t len, const char *shape)
{
	size_t n = 0;

	for (; *shape != '\0'; shape++) {
		if (*shape != '9' && *shape != '*') {
			if (n == len || text[n++] != *shape)
				return false;
			continue;
		}
		if (n == len || (*shape == '9' ? !isdigit((unsigned char)text[n]) : text[n] == ' '))
			return false;
		while (n < len && (*shape == '9' ? isdigit((unsigned char)text[n]) : text[n] != ' ' && text[n] != shape[1]))
			n++;
	}
	return n == len;
}

const char *
program_of_prompt(const char *prompt, size_t len, bool greeted)
{
	size_t i;

	/* readline's mode */
	if (len > 5 && (memcmp(prompt, "(ins)", 5) == 0 || memcmp(prompt, "(cmd)", 5) == 0)) {
		prompt += 5;
		len -= 5;
	}
	for (i = 0; i < sizeof ASKING / sizeof *ASKING; i++)
		if ((greeted || !ASKING[i].anybodys) && has_shape(prompt, len, ASKING[i].shape))
			return ASKING[i].program;
	return NULL;
}

bool
program_opens_terminal(const char *text, size_t len)
{
	static const char *const calls[] = {"pty.spawn(", "PTY.spawn("};
	size_t i;

	for (i = 0; i < sizeof calls / sizeof *calls; i++)
		if (len > 0 && memmem(text, len, calls[i], strlen(calls[i])) != NULL)
			return true;
	return false;
}

bool
program_runs_script(const char *text, size_t len)
{
	static const char *const runners[] = {"python", "perl", "ruby", "node", "php", "lua", "tclsh"};
	const char *p = text, *end = text + len, *word;
	char name[PROGRAM_NAME_MAX];
	size_t n, stem, i = sizeof runners / sizeof *runners;

	/* behind what goes before it */
	while (i == sizeof runners / sizeof *runners && next_word(&p, end, &word, &n)) {
		base_name(word, n, name);
		for (stem = strlen(name); stem > 1 && (isdigit((unsigned char)name[stem - 1]) || name[stem - 1] == '.'); stem--)
			;
		for (i = 0; i < sizeof runners / sizeof *runners && !(strlen(runners[i]) == stem && memcmp(runners[i], name, stem) == 0); i++)
			;
	}
	while (next_word(&p, end, &word, &n)) {
		if (*word != '-')
			return true;
		/* its own words, a part of it that may ask itself, and whoever is to ask behind a script */
		if (n > 1 && strchr("cdemi", word[1]) != NULL)
			return false;
	}
	return false;
}

void
program_behind(const char *text, size_t len, char name[PROGRAM_NAME_MAX])
{
	name[0] = '\0';
	simple(text, text + len, true, name);
	if (program_kind(name) != PROGRAM_REPL)
		name[0] = '\0';
}
