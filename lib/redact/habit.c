/* Programs that take a password in their arguments. */
#include "lib/redact/habit.h"

#include <pthread.h>
#include <string.h>

#include "lib/base/lanes.h"

#define ARMED_MAX 4
#define PROGRAM_MAX 16 /* bytes of a program's name, or more than any has */

enum behind {
	ALL = 0,       /* the value is the secret; else what stands behind this character in it */
	LOGGING_IN = 1, /* all of it, where the line has the word "login": "docker run -p 80:80" has no password */
};

#define HABIT(program, option, attached, apart, behind) \
	{program, option, sizeof(program) - 1, sizeof(option) - 1, attached, apart, behind}

static const struct habit {
	const char *program, *option; /* "": each word of its arguments */
	unsigned char length, option_length;
	bool attached, apart; /* -pX, -p X */
	char behind;
} HABITS[] = {
	HABIT("mysql", "-p", true, false, ALL), HABIT("mysqldump", "-p", true, false, ALL),
	HABIT("mysqladmin", "-p", true, false, ALL), HABIT("mysqlimport", "-p", true, false, ALL),
	HABIT("mysqlcheck", "-p", true, false, ALL), HABIT("mysqlshow", "-p", true, false, ALL),
	HABIT("mysqlbinlog", "-p", true, false, ALL), HABIT("mariadb", "-p", true, false, ALL),
	HABIT("mariadb-dump", "-p", true, false, ALL), HABIT("mariadb-admin", "-p", true, false, ALL),
	HABIT("xtrabackup", "-p", true, false, ALL), HABIT("mycli", "-p", true, true, ALL),
	HABIT("sshpass", "-p", true, true, ALL), HABIT("mongo", "-p", true, true, ALL),
	HABIT("mongosh", "-p", true, true, ALL), HABIT("mongodump", "-p", true, true, ALL),
	HABIT("mongorestore", "-p", true, true, ALL), HABIT("docker", "-p", false, true, LOGGING_IN),
	HABIT("podman", "-p", false, true, LOGGING_IN), HABIT("skopeo", "-p", false, true, LOGGING_IN),
	HABIT("helm", "-p", false, true, LOGGING_IN), HABIT("oc", "-p", false, true, LOGGING_IN),
	HABIT("redis-cli", "-a", true, true, ALL), HABIT("ldapsearch", "-w", true, true, ALL),
	HABIT("ldapmodify", "-w", true, true, ALL), HABIT("ldapadd", "-w", true, true, ALL),
	HABIT("ldapdelete", "-w", true, true, ALL), HABIT("ldapwhoami", "-w", true, true, ALL),
	HABIT("ldappasswd", "-w", true, true, ALL), HABIT("ldappasswd", "-s", true, true, ALL),
	HABIT("ldappasswd", "-a", true, true, ALL), HABIT("curl", "-u", true, true, ':'),
	HABIT("curl", "--user", false, true, ':'), HABIT("curl", "--proxy-user", false, true, ':'),
	HABIT("curl", "-U", true, true, ':'), HABIT("curl", "--oauth2-bearer", false, true, ALL),
	HABIT("curl", "-b", true, true, '='), HABIT("curl", "--cookie", false, true, '='),
	HABIT("http", "-a", true, true, ':'), HABIT("https", "-a", true, true, ':'), HABIT("xh", "-a", true, true, ':'),
	HABIT("lftp", "-u", true, true, ','), HABIT("ncftpput", "-p", true, true, ALL),
	HABIT("ncftpget", "-p", true, true, ALL), HABIT("smbclient", "-U", true, true, '%'),
	HABIT("rpcclient", "-U", true, true, '%'), HABIT("winexe", "-U", true, true, '%'),
	HABIT("zip", "-P", true, true, ALL), HABIT("unzip", "-P", true, true, ALL), HABIT("7z", "-p", true, false, ALL),
	HABIT("7za", "-p", true, false, ALL), HABIT("7zz", "-p", true, false, ALL), HABIT("rar", "-p", true, false, ALL),
	HABIT("unrar", "-p", true, false, ALL), HABIT("rar", "-hp", true, false, ALL),
	HABIT("openssl", "-passin", false, true, ':'), HABIT("openssl", "-passout", false, true, ':'),
	HABIT("openssl", "-pass", false, true, ':'), HABIT("openssl", "-k", false, true, ALL),
	HABIT("ssh-keygen", "-N", true, true, ALL), HABIT("ssh-keygen", "-P", true, true, ALL),
	HABIT("sqlcmd", "-P", true, true, ALL), HABIT("bcp", "-P", true, true, ALL), HABIT("isql", "-P", true, true, ALL),
	HABIT("tsql", "-P", true, true, ALL), HABIT("sqlplus", "", true, false, '/'), HABIT("rman", "", true, false, '/'),
	HABIT("expdp", "", true, false, '/'), HABIT("impdp", "", true, false, '/'), HABIT("ipmitool", "-P", true, true, ALL),
	HABIT("xfreerdp", "/p:", true, false, ALL), HABIT("xfreerdp3", "/p:", true, false, ALL),
	HABIT("rdesktop", "-p", true, true, ALL), HABIT("vncviewer", "-passwd", false, true, ALL),
	HABIT("snmpwalk", "-c", true, true, ALL), HABIT("snmpget", "-c", true, true, ALL),
	HABIT("snmpwalk", "-A", true, true, ALL), HABIT("snmpwalk", "-X", true, true, ALL),
	HABIT("snmpget", "-A", true, true, ALL), HABIT("snmpget", "-X", true, true, ALL), HABIT("az", "-p", false, true, ALL),
	HABIT("cf", "-p", false, true, ALL), HABIT("rabbitmqadmin", "-p", true, true, ALL),
	HABIT("influx", "-password", false, true, ALL), HABIT("cqlsh", "-p", true, true, ALL),
	HABIT("kinit", "--password", false, true, ALL), HABIT("useradd", "-p", true, true, ALL),
	HABIT("usermod", "-p", true, true, ALL), HABIT("nmcli", "password", false, true, ALL),
	HABIT("aws", "aws_secret_access_key", false, true, ALL), HABIT("aws", "aws_session_token", false, true, ALL),
	HABIT("kubectl", "--from-literal", false, true, '='), HABIT("kubectl", "--from-literal=", true, false, '='),
	HABIT("oc", "--from-literal=", true, false, '='), HABIT("rclone", "obscure", false, true, ALL),
	HABIT("evil-winrm", "-p", true, true, ALL), HABIT("crackmapexec", "-p", true, true, ALL),
	HABIT("hydra", "-p", true, true, ALL), HABIT("svn", "--password", false, true, ALL),
	HABIT("cryptsetup", "--key", false, true, ALL), HABIT("gpg", "--passphrase", false, true, ALL),
	HABIT("keytool", "-storepass", false, true, ALL), HABIT("keytool", "-keypass", false, true, ALL),
	HABIT("jarsigner", "-storepass", false, true, ALL), HABIT("net", "-U", true, true, '%'),
};

/* Programs whose last argument is one, some only with an option that has this letter. */
static const struct {
	const char *program;
	char letter;
} LAST[] = {{"htpasswd", 'b'}, {"mkpasswd", '\0'}};

/* Programs and options that take one from their standard input: what echo said before is it.  The first is sudo's alone. */
static const char *const TAKERS[] = {"-S", "chpasswd", "--password-stdin", "--stdin", "--passphrase-fd", "cryptsetup", "kinit",
    "smbpasswd", "pdbedit", "--passphrase-file=-", "mkpasswd", "vncpasswd"};

struct scan {
	const struct excerpt *t;
	const char *armed[ARMED_MAX]; /* programs of the table that the command line has named */
	int count;
	bool login;                  /* it has the word "login": docker login */
	const struct habit *waiting; /* the next word is its value */
	bool lasts, speaks, sudo;    /* its last word is a password; it is an echo; a sudo */
	char letter;
	size_t last_from, last_to;
	size_t said_from, said_to;   /* what an echo of this line said, before a pipe */
};

static const char *
base_of(const char *word, size_t *len)
{
	size_t i;

	for (i = *len; i > 0 && word[i - 1] != '/'; i--)
		;
	*len -= i;
	return word + i;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct excerpt_set programs;

static void
note_program(const char *name)
{
	excerpt_note(&programs, (unsigned char)name[0], (unsigned char)name[1], strlen(name));
}

static void
note_programs(void)
{
	size_t i;

	for (i = 0; i < sizeof HABITS / sizeof *HABITS; i++)
		note_program(HABITS[i].program);
	for (i = 0; i < sizeof LAST / sizeof *LAST; i++)
		note_program(LAST[i].program);
	note_program("echo");
	note_program("printf");
}

static bool
equals(const char *name, size_t len, const char *other)
{
	return strlen(other) == len && memcmp(other, name, len) == 0;
}

static void
arm(struct scan *s, const char *word, size_t len)
{
	const char *name = base_of(word, &len);
	size_t i;

	if (len < 2 || !excerpt_may_have(&programs, (unsigned char)name[0], (unsigned char)name[1], len))
		return;
	s->speaks |= equals(name, len, "echo") || equals(name, len, "printf");
	for (i = 0; i < sizeof LAST / sizeof *LAST; i++)
		if (equals(name, len, LAST[i].program)) {
			s->lasts = LAST[i].letter == '\0';
			s->letter = LAST[i].letter;
		}
	for (i = 0; i < sizeof HABITS / sizeof *HABITS; i++)
		if (HABITS[i].length == len && memcmp(HABITS[i].program, name, len) == 0) {
			if (s->count < ARMED_MAX)
				s->armed[s->count++] = HABITS[i].program;
			return;
		}
}

static bool
is_armed(const struct scan *s, const struct habit *habit)
{
	int i;

	if (habit->behind == LOGGING_IN && !s->login)
		return false;
	for (i = 0; i < s->count; i++)
		if (strcmp(s->armed[i], habit->program) == 0)
			return true;
	return false;
}

static void
tell_habit(const struct scan *s, const struct habit *habit, size_t i)
{
	const struct excerpt *t = s->t;
	size_t end;

	if (excerpt_is(excerpt_at(t, i), CLASS_QUOTE))
		i++;
	end = excerpt_value_end(t, i);
	/* a path is no name with a password */
	if (habit->behind == '/' && strchr("/@-.", excerpt_at(t, i)) != NULL)
		return;
	if (habit->behind > LOGGING_IN) {
		while (i < end && t->p[i] != habit->behind)
			i++;
		i++;
		/* which may have ended the value */
		end = habit->behind == ',' && i == end + 1 && i < t->len ? excerpt_value_end(t, i) : end;
	}
	/* of user/password@where */
	if (habit->behind == '/') {
		const char *sign = i < end ? memrchr(t->p + i, '@', end - i) : NULL;

		end = sign != NULL ? (size_t)(sign - t->p) : end;
	}
	if (i < end && !excerpt_is_nothing(t, i, end))
		excerpt_tell(t, SECRET_PASSWORD, i, end);
}

static void
look_at_option(struct scan *s, size_t from, size_t to)
{
	const struct excerpt *t = s->t;
	size_t i, n;

	for (i = 0; i < sizeof HABITS / sizeof *HABITS; i++) {
		n = HABITS[i].option_length;
		if (to - from < n || memcmp(t->p + from, HABITS[i].option, n) != 0 || !is_armed(s, &HABITS[i]))
			continue;
		if (to - from > n && HABITS[i].attached)
			tell_habit(s, &HABITS[i], from + n);
		else if (to - from == n && HABITS[i].apart)
			s->waiting = &HABITS[i];
	}
}

/* What echo said goes to one that takes it for a password: of user:password what stands behind the colon. */
static void
tell_said(struct scan *s)
{
	const struct excerpt *t = s->t;
	size_t from = s->said_from, to = s->said_to;
	const char *colon;

	if (to > from && excerpt_is(t->p[from], CLASS_QUOTE)) {
		from++;
		to -= to > from;
	}
	colon = to > from ? memchr(t->p + from, ':', to - from) : NULL;
	if (colon != NULL && t->p[from] != '[')
		from = (size_t)(colon - t->p) + 1;
	if (to > from && !excerpt_is_nothing(t, from, to))
		excerpt_tell(t, SECRET_PASSWORD, from, to);
	s->said_from = s->said_to = 0;
}

static void
look_for_taker(struct scan *s, const char *word, size_t len)
{
	size_t i;

	word = base_of(word, &len);
	for (i = 0; i < sizeof TAKERS / sizeof *TAKERS; i++)
		if (equals(word, len, TAKERS[i]) && (i > 0 || s->sudo)) {
			tell_said(s);
			return;
		}
	s->sudo |= equals(word, len, "sudo");
}

/* A word of a command line, with its quotes. */
static void
look_at_word(struct scan *s, size_t from, size_t to)
{
	const struct excerpt *t = s->t;
	const struct habit *waiting = s->waiting;

	s->waiting = NULL;
	s->last_from = from;
	s->last_to = to;
	if (waiting != NULL)
		tell_habit(s, waiting, from);
	else if (s->count > 0)
		look_at_option(s, from, to);
	if (s->letter != '\0' && t->p[from] == '-' && memchr(t->p + from, s->letter, to - from) != NULL)
		s->lasts = true;
	if (to - from >= EXCERPT_WORD_MAX)
		return;
	if (s->said_to > 0)
		look_for_taker(s, t->p + from, to - from);
	arm(s, t->p + from, to - from);
	s->login |= EXCERPT_EQUALS(t->p + from, to - from, "login");
}

/* A command has ended: at a pipe, or else. */
static void
end_command(struct scan *s, bool piped)
{
	const struct excerpt *t = s->t;
	size_t from = s->last_from, to = s->last_to;

	if (s->lasts && t->p[from] != '-' && !excerpt_is_nothing(t, from, to))
		excerpt_tell(t, SECRET_PASSWORD, from, to);
	if (s->speaks && piped && t->p[from] != '-') {
		s->said_from = from;
		s->said_to = to;
	} else if (!piped) {
		s->said_from = s->said_to = 0;
	}
	s->count = 0;
	s->login = s->lasts = s->speaks = s->sudo = false;
	s->letter = '\0';
	s->waiting = NULL;
}

/* Behind the word that begins here; `quotes` is false behind one that is not closed on its line: it is none, nor are
 * those behind it. */
static size_t
word_end(const struct excerpt *t, size_t i, bool *quotes)
{
	for (;; i++) {
		while (i < t->len && !excerpt_is(t->p[i], CLASS_SPACE | CLASS_JOINT | CLASS_QUOTE))
			i++;
		if (i == t->len || !excerpt_is(t->p[i], CLASS_QUOTE))
			return i;
		if (*quotes) {
			size_t end = excerpt_value_end(t, i + 1);

			*quotes = end < t->len && t->p[end] == t->p[i];
			i = *quotes ? end : i;
		}
	}
}

/* Lines that name no such program, as most do, are passed over. */

static inline lanes
part_words(lanes v)
{
	return (v == ' ') | (v == '\t') | (v == '\n') | (v == '\r') | (v == '|') | (v == ';') | (v == '&') | (v == '\0');
}

static inline lanes
part_names(lanes v)
{
	return part_words(v) | (v == '/');
}

/* What may stand before a name, beside that. */
static inline lanes
open_names(lanes v)
{
	return (v == '(') | (v == '$');
}

static bool
is_program(const char *name, size_t len)
{
	size_t i;

	if (len < 2 || len > PROGRAM_MAX || !excerpt_may_have(&programs, (unsigned char)name[0], (unsigned char)name[1], len))
		return false;
	for (i = 0; i < sizeof HABITS / sizeof *HABITS; i++)
		if (HABITS[i].length == len && memcmp(HABITS[i].program, name, len) == 0)
			return true;
	for (i = 0; i < sizeof LAST / sizeof *LAST; i++)
		if (equals(name, len, LAST[i].program))
			return true;
	return equals(name, len, "echo") || equals(name, len, "printf");
}

/* Of a name that begins here, and may go on behind the block: up to one byte more than any program's has. */
static size_t
name_length(const struct excerpt *t, size_t i, uint64_t ends)
{
	size_t n;

	if (ends != 0)
		return (size_t)__builtin_ctzll(ends);
	for (n = 0; n <= PROGRAM_MAX && i + n < t->len && !excerpt_is(t->p[i + n], CLASS_SPACE | CLASS_JOINT) && t->p[i + n] != '/'; n++)
		;
	return n;
}

/* Where one is named first, at a word's end or as all of it; the text's length where none is. */
static size_t
next_program(const struct excerpt *t, size_t i)
{
	uint64_t ends, bounds, starts, before = 1;
	size_t at, n;

	for (; i < t->len; i += LANES_BLOCK) {
		ends = lanes_map_block(t->p + i, t->len - i, part_names);
		bounds = ends | lanes_map_block(t->p + i, t->len - i, open_names);
		starts = ~bounds & (bounds << 1 | before);
		before = bounds >> (LANES_BLOCK - 1);
		for (; starts != 0; starts &= starts - 1) {
			at = (size_t)__builtin_ctzll(starts);
			n = name_length(t, i + at, ends >> at);
			if (is_program(t->p + i + at, n) && excerpt_at(t, i + at + n) != '/')
				return i + at;
		}
	}
	return t->len;
}

static void
look_at_line(const struct excerpt *t, size_t i, size_t end)
{
	struct scan s = {.t = t};
	bool quotes = true;
	size_t from;

	while (i < end) {
		char c = t->p[i];

		if (excerpt_is(c, CLASS_JOINT)) {
			end_command(&s, c == '|');
			i++;
		} else if (excerpt_is(c, CLASS_SPACE) || c == '(' || c == '$') {
			i++;
		} else {
			from = i;
			i = word_end(t, i, &quotes);
			look_at_word(&s, from, i);
		}
	}
	end_command(&s, false);
}

void
habit_find(const struct excerpt *t)
{
	size_t i = 0, at, end;
	const char *feed;

	pthread_once(&once, note_programs);
	while ((at = next_program(t, i)) < t->len) {
		feed = memrchr(t->p + i, '\n', at - i);
		i = feed != NULL ? (size_t)(feed - t->p) + 1 : i;
		feed = memchr(t->p + at, '\n', t->len - at);
		end = feed != NULL ? (size_t)(feed - t->p) : t->len;
		look_at_line(t, i, end);
		i = end + 1;
	}
}
