/* Recognises file transfers. */
#include "recorder/transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/buffer.h"

#define WORDS_MAX 256

/* A word that starts with this is an option that makes the program do more than transfer. */
static const char *const RSYNC_REFUSED[] = {
	"--daemon", "--config", "--dparam", "--rsh", "--rsync-path", "--early-input", NULL,
};

static bool scp_fits(char *const *argv);
static bool rsync_fits(char *const *argv);
static bool any_fits(char *const *argv);

static const struct program {
	const char *name, *protocol;
	const char *places[4];
	bool (*fits)(char *const *argv);
} PROGRAMS[] = {
	{"sftp-server", "sftp",
	    {"/usr/lib/openssh", "/usr/libexec/openssh", "/usr/lib/ssh", NULL}, any_fits},
	{"scp", "scp", {"/usr/bin", "/bin", NULL}, scp_fits},
	{"rsync", "rsync", {"/usr/bin", "/bin", NULL}, rsync_fits},
	{"git-upload-pack", "git", {"/usr/bin", "/bin", NULL}, any_fits},
	{"git-receive-pack", "git", {"/usr/bin", "/bin", NULL}, any_fits},
	{"git-upload-archive", "git", {"/usr/bin", "/bin", NULL}, any_fits},
};

static bool
any_fits(char *const *argv)
{
	(void)argv;
	return true;
}

/* -t (to) or -f (from), and of the other options only those that sshd's peers send. */
static bool
scp_fits(char *const *argv)
{
	bool direction = false;
	int i;

	for (i = 1; argv[i] != NULL && argv[i][0] == '-' && argv[i][1] != '\0'; i++) {
		if (strcmp(argv[i], "--") == 0)
			break;
		if (strspn(argv[i] + 1, "vrpdqtf") != strlen(argv[i] + 1))
			return false;
		direction |= strpbrk(argv[i], "tf") != NULL;
	}
	return direction;
}

static bool
rsync_fits(char *const *argv)
{
	int i, j;

	if (argv[1] == NULL || strcmp(argv[1], "--server") != 0)
		return false;
	for (i = 2; argv[i] != NULL; i++)
		for (j = 0; RSYNC_REFUSED[j] != NULL; j++)
			if (strncmp(argv[i], RSYNC_REFUSED[j], strlen(RSYNC_REFUSED[j])) == 0)
				return false;
	return true;
}

static bool
plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("_-./:,@%+=", c) != NULL) || (unsigned char)c >= 0x80;
}

/*
 * One word as a POSIX shell would read it; false when it holds anything that a shell might
 * expand, separate or redirect.
 */
static bool
take_word(const char **at, struct buffer *word)
{
	const char *p = *at;
	char quote = '\0';

	buffer_clear(word);
	for (; *p != '\0' && (quote != '\0' || *p != ' '); p++) {
		if (quote == '\'') {
			if (*p == '\'')
				quote = '\0';
			else
				buffer_addc(word, *p);
		} else if (quote == '"') {
			if (*p == '"')
				quote = '\0';
			else if (*p == '$' || *p == '`' || *p == '\\' || *p == '!' || *p == '\n')
				return false;
			else
				buffer_addc(word, *p);
		} else if (*p == '\'' || *p == '"') {
			quote = *p;
		} else if (*p == '\\' && p[1] != '\0' && p[1] != '\n') {
			buffer_addc(word, *++p);
		} else if (plain(*p)) {
			buffer_addc(word, *p);
		} else {
			return false;
		}
	}
	*at = p;
	return quote == '\0';
}

static bool
split_words(const char *command, char **argv)
{
	struct buffer word = {0};
	int n = 0;
	bool ok = true;

	while (ok && *(command += strspn(command, " ")) != '\0') {
		if (n == WORDS_MAX || !take_word(&command, &word) ||
		    buffer_string(&word) == NULL || (argv[n] = strdup(word.data)) == NULL)
			ok = false;
		else
			n++;
	}
	argv[n] = NULL;
	buffer_free(&word);
	/* a name with = would be an assignment */
	return ok && n > 0 && strchr(argv[0], '=') == NULL;
}

/* Root's, and nobody else can put something in its place. */
static bool
trustworthy(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == 0 &&
	    !(st.st_mode & (S_IWGRP | S_IWOTH)) && access(path, X_OK) == 0;
}

static char *
find_program(const struct program *p, const char *said)
{
	char *path;
	size_t i;

	for (i = 0; p->places[i] != NULL; i++) {
		if (asprintf(&path, "%s/%s", p->places[i], p->name) < 0)
			return NULL;
		if ((strcmp(said, path) == 0 || (strcmp(said, p->name) == 0)) && trustworthy(path))
			return path;
		free(path);
	}
	return NULL;
}

bool
transfer_recognise(const char *command, struct transfer *t)
{
	size_t i;

	memset(t, 0, sizeof *t);
	if ((t->argv = calloc(WORDS_MAX + 1, sizeof *t->argv)) == NULL)
		return false;
	if (split_words(command, t->argv))
		for (i = 0; i < sizeof PROGRAMS / sizeof *PROGRAMS; i++)
			if ((t->program = find_program(&PROGRAMS[i], t->argv[0])) != NULL) {
				t->protocol = PROGRAMS[i].protocol;
				if (PROGRAMS[i].fits(t->argv))
					return true;
				break;
			}
	transfer_release(t);
	return false;
}

void
transfer_release(struct transfer *t)
{
	size_t i;

	for (i = 0; t->argv != NULL && t->argv[i] != NULL; i++)
		free(t->argv[i]);
	free(t->argv);
	free(t->program);
	memset(t, 0, sizeof *t);
}
