/* Who, where and why. */
#include "recorder/describe.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "lib/base/buffer.h"
#include "lib/base/clock.h"
#include "lib/base/file.h"
#include "lib/base/uuid.h"

static int
set_login(struct header *h)
{
	struct buffer text = {0};
	struct passwd *pw;
	unsigned long uid;
	int r = 0;

	/* 4294967295 where nobody logged in: a service, a container */
	if (file_load("/proc/self/loginuid", 64, &text) == 0 && buffer_string(&text) != NULL &&
	    (uid = strtoul(text.data, NULL, 10)) != 4294967295UL && text.len > 0) {
		h->loginuid = (int64_t)uid;
		if ((pw = getpwuid((uid_t)uid)) != NULL)
			r = header_set(&h->login, pw->pw_name);
	}
	buffer_free(&text);
	return r;
}

/* The first word of SSH_CONNECTION is the client's address, the second its port. */
static int
set_client(struct header *h)
{
	const char *c = getenv("SSH_CONNECTION");
	char text[128], address[64], port[16];

	if (c == NULL || sscanf(c, "%63s %15s", address, port) != 2)
		return 0;
	snprintf(text, sizeof text, "%s port %s", address, port);
	return header_set(&h->client, text);
}

/* With ExposeAuthInfo, sshd names a file with a line "publickey TYPE BASE64" for each key used. */
static int
set_key(struct header *h)
{
	const char *path = getenv("SSH_USER_AUTH");
	struct buffer text = {0};
	int r = 0;

	if (path != NULL && file_load(path, 16384, &text) == 0 && buffer_string(&text) != NULL &&
	    strncmp(text.data, "publickey ", 10) == 0) {
		text.data[strcspn(text.data, "\n")] = '\0';
		r = header_set(&h->fingerprint, text.data + 10);
	}
	buffer_free(&text);
	return r;
}

static int
set_place(struct header *h)
{
	char host[256] = "", zone[256], boot[40];
	int offset, r, fd;
	const char *tty = NULL;

	if (gethostname(host, sizeof host - 1) == 0 && *host != '\0' &&
	    (r = header_set(&h->host, host)) != 0)
		return r;
	clock_local_zone(clock_realtime_ms(), zone, sizeof zone, &offset);
	h->utc_offset = offset;
	clock_boot_id(boot, sizeof boot);
	for (fd = 0; fd <= 2 && tty == NULL; fd++)
		tty = ttyname(fd);
	if ((r = header_set(&h->zone, zone)) != 0 ||
	    (*boot != '\0' && (r = header_set(&h->boot_id, boot)) != 0))
		return r;
	return header_set(&h->tty, tty);
}

static int
set_environment(struct header *h)
{
	static const char *const names[] = {"TERM", "SHELL", "LANG", "LC_ALL", "COLORTERM"};
	const char *value;
	size_t i;
	int r;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if ((value = getenv(names[i])) != NULL && strlen(value) < 256 &&
		    (r = header_pairs_add(&h->env, names[i], value)) != 0)
			return r;
	value = getenv("TERM");
	return value && strlen(value) < 256 ? header_set(&h->term, value) : 0;
}

int
describe_session(struct header *h, const struct policy *p, char *const *argv,
    const char *command, bool pty, bool typed, const char *parent)
{
	static const char *const inputs[] = {"keys", "full", "none"};
	const char *outer = getenv("STENO_SESSION");
	struct uuid id;
	int r;

	h->uid = (int64_t)getuid();
	h->euid = (int64_t)geteuid();
	h->pty = pty;
	if (parent == NULL && outer != NULL && uuid_parse(outer, &id) == 0)
		parent = outer;
	if ((r = header_set(&h->user, p->user)) != 0 || (r = set_login(h)) != 0 ||
	    (r = set_client(h)) != 0 || (r = set_key(h)) != 0 || (r = set_place(h)) != 0 ||
	    (r = set_environment(h)) != 0 || (r = header_set_argv(h, argv)) != 0 ||
	    (r = header_set(&h->shell, argv[0])) != 0 ||
	    (r = header_set(&h->command, command)) != 0 ||
	    (r = header_set(&h->input, pty && (typed || p->input == INPUT_NONE)
		? inputs[p->input]
		: "full")) != 0 ||
	    (r = header_set(&h->config, p->digest)) != 0 ||
	    (r = header_set(&h->recorder, PACKAGE_STRING)) != 0)
		return r;
	return header_set(&h->parent, parent);
}
