/*
 * The index at size: generated commands of 200 users on 500 hosts are added, and questions asked, side by side with a
 * scan of the rows (LIKE).  Prints JSON lines.  With --text also writes the commands as flat lines, for others to search.
 *
 * usage: index [--rows N] [--text FILE] [--questions N] [--text-only | --ask-only] DATABASE
 */
#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "indexer/sql/deposit.h"
#include "indexer/sql/lookup.h"
#include "lib/base/error.h"

#define USERS 200
#define HOSTS 500
#define SESSION_COMMANDS 40
#define BATCH 20000
#define YEAR_MS (INT64_C(365) * 86400 * 1000)
#define START INT64_C(1763683200000) /* 2025-11-21 */
#define HITS 50
#define PLANTED 100 /* commands of which each has a number of its own, whatever the size of the store */

static uint64_t state = 88172645463325252u;

static uint32_t
draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 33) % below;
}

/* Few are drawn often, most are rare, as it is with words. */
static uint32_t
draw_skewed(uint32_t below)
{
	uint32_t a = draw(below) + 1;

	return draw(a);
}

#define PICK(list) list[draw_skewed(sizeof list / sizeof *list)]

static const char *const SERVICES[] = {"nginx", "postgresql", "redis", "api", "worker", "kafka", "haproxy", "sshd", "docker",
    "kubelet", "prometheus", "grafana", "consul", "vault", "rabbitmq", "memcached", "elasticsearch", "cron", "rsyslog",
    "mariadb", "jenkins", "gitlab", "keycloak", "billing", "payments", "frontend", "search", "mailer", "scheduler", "etcd"};
static const char *const FOLDERS[] = {"/etc", "/var/log", "/srv", "/opt", "/home/deploy", "/usr/local/bin", "/tmp",
    "/var/lib", "/etc/nginx/sites-enabled", "/opt/app/releases", "/var/lib/docker/volumes", "/mnt/backup"};
static const char *const WORDS[] = {"timeout", "error", "connection", "refused", "warning", "failed", "denied", "started",
    "memory", "disk", "certificate", "expired", "upstream", "panic", "deadlock", "retry", "unreachable", "quota"};
static const char *const ZONES[] = {"prod", "staging", "dev", "payments-prod", "monitoring", "kube-system", "batch"};

static void
put(struct buffer *b)
{
	const char *service = PICK(SERVICES), *folder = PICK(FOLDERS), *word = PICK(WORDS), *zone = PICK(ZONES);
	uint32_t n = draw(65536), m = draw(256);

	switch (draw_skewed(24)) {
	case 0:
		buffer_addf(b, "ls -la %s/%s", folder, service);
		return;
	case 1:
		buffer_addf(b, "cd %s/%s-%u", folder, service, m);
		return;
	case 2:
		buffer_addf(b, "systemctl %s %s", draw(3) ? "status" : "restart", service);
		return;
	case 3:
		buffer_addf(b, "grep -rn '%s' %s/%s/%s-%04x.log | head -%u", word, folder, service, service, n, m);
		return;
	case 4:
		buffer_addf(b, "tail -n %u -f /var/log/%s/%s.log", m * 10, service, draw(2) ? "access" : "error");
		return;
	case 5:
		buffer_addf(b, "kubectl -n %s logs deploy/%s-%05x --since=%um | grep -i %s", zone, service, n, m, word);
		return;
	case 6:
		buffer_addf(b, "git %s", draw(3) ? "status" : draw(2) ? "pull --rebase origin main" : "log --oneline -20");
		return;
	case 7:
		buffer_addf(b, "docker logs --tail %u %s-%u 2>&1 | less", m, service, m % 8);
		return;
	case 8:
		buffer_addf(b, "vim %s/%s/conf.d/%s.conf", folder, service, word);
		return;
	case 9:
		buffer_addf(b, "ssh deploy@%s-%u.%s.example.net", service, m % 40, zone);
		return;
	case 10:
		buffer_addf(b, "curl -fsS https://%s.%s.example.net:%u/health?id=%04x | jq .status", service, zone, 8000 + m, n);
		return;
	case 11:
		buffer_addf(b, "journalctl -u %s --since '%u minutes ago' --no-pager | grep %s", service, m, word);
		return;
	case 12:
		buffer_addf(b, "psql -h db-%u.%s -U app -c \"select count(*) from %s_events where id > %u\"", m % 16, zone, service, n);
		return;
	case 13:
		buffer_addf(b, "cat %s/%s/%04x.yaml", folder, service, n);
		return;
	case 14:
		buffer_addf(b, "find %s -name '*.%s' -mtime +%u -size +%uM -print", folder, draw(2) ? "log" : "gz", m, n % 100);
		return;
	case 15:
		buffer_addf(b, "rsync -avz --delete %s/%s/ backup-%u:/mnt/backup/%s-%04x/", folder, service, m % 9, service, n);
		return;
	case 16:
		buffer_addf(b, "ansible-playbook -i %s site.yml --limit %s-%u --tags %s", zone, service, m, word);
		return;
	case 17:
		buffer_addf(b, "df -h | grep -v tmpfs");
		return;
	case 18:
		buffer_addf(b, "ps aux | grep [%c]%s", service[0], service + 1);
		return;
	case 19:
		buffer_addf(b, "tcpdump -ni eth%u host 10.%u.%u.%u and port %u -c 100", m % 3, m, n >> 8, n & 255, 1024 + n % 9000);
		return;
	case 20:
		buffer_addf(b, "for h in %s-{1..%u}; do ssh $h uptime; done", service, m % 30 + 2);
		return;
	case 21:
		buffer_addf(b, "tar czf /mnt/backup/%s-%08x.tar.gz %s/%s", service, n * 40503u, folder, service);
		return;
	case 22:
		buffer_addf(b, "openssl x509 -in /etc/ssl/%s-%04x.pem -noout -enddate", service, n);
		return;
	default:
		buffer_addf(b, "sudo -u %s %s/bin/%s-migrate --batch %u --token-file /run/%08x", service, folder, service, m,
		    n * 2654435761u);
	}
}

/* Of which nothing is to be guessed from the one before. */
static uint32_t
planted_number(uint32_t i)
{
	return (i + 1) * 0x9E3779u & 0xFFFFFF;
}

static double
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static double
cpu(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void
die(const char *what, const struct catalog *catalog, int code)
{
	fprintf(stderr, "index: %s: %s (%s)\n", what, catalog ? catalog_trouble(catalog) : "", error_text(code));
	exit(1);
}

static int64_t
file_size(const char *path, const char *tail)
{
	char name[4096];
	struct stat st;

	snprintf(name, sizeof name, "%s%s", path, tail);
	return stat(name, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* Filling. */

struct fill {
	struct catalog *catalog;
	FILE *text;
	int64_t rows, bytes;
	int64_t session, started;
	struct buffer tags, line;
	char user[16], host[16];
};

static void
begin_session(struct fill *f, int64_t when)
{
	struct catalog_session session = {.format = "cast", .path = "/bench"};
	struct header h;
	int r;

	header_init(&h);
	uuid_make(&h.session, when);
	h.has_session = true;
	h.realtime = when;
	snprintf(f->user, sizeof f->user, "user%03u", draw_skewed(USERS));
	snprintf(f->host, sizeof f->host, "host%03u", draw_skewed(HOSTS));
	header_set(&h.user, f->user);
	header_set(&h.host, f->host);
	session.header = &h;
	if ((r = catalog_add_session(f->catalog, &session, &f->session)) != 0)
		die("a session", f->catalog, r);
	header_free(&h);
	buffer_clear(&f->tags);
	catalog_tags(&f->tags, f->user, f->host, f->session);
	buffer_string(&f->tags);
	f->started = when;
}

static void
add(struct fill *f, int64_t row, int64_t when)
{
	struct command c = {.seq = (uint64_t)(row % SESSION_COMMANDS) + 1, .at = when - f->started, .program = "bash",
	    .grade = GRADE_B, .reasons = REASON_TRUTH | REASON_BRACKET | REASON_KEY | REASON_SCREEN,
	    .exit = COMMAND_UNKNOWN, .duration = COMMAND_UNKNOWN};
	struct command_end end;
	int64_t id;
	int r;

	c.event = c.seq * 40 + draw(20);
	c.output_from = c.event + 1;
	buffer_clear(&f->line);
	if (row % (f->rows / PLANTED + 1) == 0)
		buffer_addf(&f->line, "less /tmp/case.%06x.txt", planted_number((uint32_t)(row / (f->rows / PLANTED + 1))));
	else
		put(&f->line);
	c.text = f->line;
	f->bytes += (int64_t)f->line.len;
	if (f->text != NULL)
		fprintf(f->text, "%" PRId64 " %s %s %.*s\n", when, f->user, f->host, (int)f->line.len, f->line.data);
	if (f->catalog == NULL)
		return;
	end = (struct command_end){.seq = c.seq, .exit = draw(12) ? 0 : 1, .duration = draw_skewed(20000),
	    .output_to = c.output_from + draw(20), .bytes = draw_skewed(20000), .grade = c.grade, .reasons = c.reasons};
	if ((r = catalog_add_command(f->catalog, f->session, &c, &end, when, f->tags.data, &id)) != 0)
		die("a command", f->catalog, r);
}

static void
fill(struct fill *f)
{
	int64_t i, when;
	int r;

	for (i = 0; i < f->rows; i++) {
		when = START + (int64_t)((double)i / (double)f->rows * (double)YEAR_MS);
		if (i % BATCH == 0 && f->catalog != NULL && ((i > 0 && (r = catalog_commit(f->catalog)) != 0) ||
		    (r = catalog_begin(f->catalog)) != 0))
			die("a transaction", f->catalog, r);
		if (i % SESSION_COMMANDS == 0) {
			if (f->catalog != NULL)
				begin_session(f, when);
			else {
				snprintf(f->user, sizeof f->user, "user%03u", draw_skewed(USERS));
				snprintf(f->host, sizeof f->host, "host%03u", draw_skewed(HOSTS));
			}
		}
		add(f, i, when);
	}
	if (f->catalog != NULL && (r = catalog_commit(f->catalog)) != 0)
		die("a transaction", f->catalog, r);
}

static void
tidy(struct fill *f)
{
	double used = cpu();
	int r;

	if ((r = catalog_tidy(f->catalog)) != 0)
		die("tidying", f->catalog, r);
	printf("{\"what\":\"tidy\",\"cpu_seconds\":%.2f}\n", cpu() - used);
}

/* Sizes, by the kind of table. */
static void
report_sizes(const char *path, int64_t text)
{
	static const char *const kinds[] = {"words_%", "grams_%", "command", "completion", "session%", "trait%", "%"};
	sqlite3_stmt *p;
	sqlite3 *db;
	size_t i;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		return;
	printf("{\"what\":\"size\",\"text\":%" PRId64, text);
	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (sqlite3_prepare_v2(db, "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name LIKE ?1", -1, &p, NULL) ==
		    SQLITE_OK) {
			sqlite3_bind_text(p, 1, kinds[i], -1, SQLITE_STATIC);
			if (sqlite3_step(p) == SQLITE_ROW)
				printf(",\"%s\":%.3f", kinds[i], sqlite3_column_double(p, 0) / (double)text);
			sqlite3_finalize(p);
		}
	printf(",\"file\":%.3f}\n", (double)(file_size(path, "") + file_size(path, "-wal")) / (double)text);
	sqlite3_close(db);
}

/* Asking. */

/* What SQLite did for some questions: it is the same on every machine and under any load. */
struct labour {
	sqlite3 *db;
	int64_t pages, worst; /* that were looked at: of all questions, of one */
	int64_t scanned, sorted; /* rows of a table that was read from its beginning; sorts */
};

static int64_t
take_count(sqlite3 *db, int which)
{
	int now = 0, most;

	sqlite3_db_status(db, which, &now, &most, 1);
	return now;
}

static void
note_labour(struct labour *w)
{
	int64_t pages = take_count(w->db, SQLITE_DBSTATUS_CACHE_HIT) + take_count(w->db, SQLITE_DBSTATUS_CACHE_MISS);
	sqlite3_stmt *p;

	w->pages += pages;
	w->worst = pages > w->worst ? pages : w->worst;
	for (p = sqlite3_next_stmt(w->db, NULL); p != NULL; p = sqlite3_next_stmt(w->db, p)) {
		w->scanned += sqlite3_stmt_status(p, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
		w->sorted += sqlite3_stmt_status(p, SQLITE_STMTSTATUS_SORT, 1);
	}
}

/* Whatever was done before is forgotten. */
static struct labour
begin_labour(sqlite3 *db)
{
	struct labour w = {.db = db};

	note_labour(&w);
	return (struct labour){.db = db};
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Of this thread: what others on the machine take is not in it. */
static double
own_time(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void
report(const char *what, double *times, double *used, int count, double hits, const struct labour *w)
{
	qsort(used, (size_t)count, sizeof *used, by_value);
	qsort(times, (size_t)count, sizeof *times, by_value);
	printf("{\"what\":\"%s\",\"p50\":%.4f,\"p99\":%.4f,\"max\":%.4f,\"cpu_p50\":%.4f,\"cpu_p99\":%.4f,\"hits\":%.1f,"
	       "\"pages\":%.1f,\"pages_max\":%" PRId64 ",\"scanned\":%" PRId64 ",\"sorted\":%" PRId64 "}\n", what,
	    times[count / 2] * 1e3, times[(int)(count * 0.99)] * 1e3, times[count - 1] * 1e3, used[count / 2] * 1e3,
	    used[(int)(count * 0.99)] * 1e3, hits / count, (double)w->pages / count, w->worst, w->scanned, w->sorted);
	fflush(stdout);
}

struct question {
	struct buffer words, user, host;
	char part[64], word[64];
	int64_t since, until;
};

static void
clear(struct question *q)
{
	buffer_clear(&q->words);
	q->part[0] = '\0';
	q->since = INT64_MIN;
	q->until = INT64_MAX;
}

static void
ask_word(struct question *q, const char *word)
{
	lookup_quote(&q->words, word, strlen(word), false, false);
}

static void
ask_user(struct question *q)
{
	char name[16];

	snprintf(name, sizeof name, "user%03u", draw(USERS));
	lookup_quote_tag(&q->words, 'u', name);
}

static void
ask_host(struct question *q)
{
	char name[16];

	snprintf(name, sizeof name, "host%03u", draw(HOSTS));
	lookup_quote_tag(&q->words, 'h', name);
}

static void
make_question(struct question *q, int kind)
{
	static const char *const common[] = {"ls", "systemctl", "grep", "log", "status", "var", "tail", "prod", "head", "rn"};

	clear(q);
	switch (kind) {
	case 0:
		ask_word(q, PICK(SERVICES));
		break;
	case 1:
		ask_user(q);
		ask_word(q, PICK(SERVICES));
		break;
	case 2:
		ask_host(q);
		ask_word(q, PICK(WORDS));
		break;
	case 3:
		ask_word(q, PICK(SERVICES));
		q->since = START + (int64_t)draw(360) * 86400000;
		q->until = q->since + 86400000;
		break;
	case 4:
		ask_word(q, common[draw(10)]);
		ask_word(q, PICK(SERVICES));
		break;
	case 5:
		snprintf(q->part, sizeof q->part, "-%04x.", draw(65536));
		break;
	case 6:
		snprintf(q->part, sizeof q->part, "e.%06x.t", planted_number(draw(PLANTED)));
		break;
	default:
		/* no word of the text is in it as a whole */
		snprintf(q->part, sizeof q->part, "%06x", planted_number(draw(PLANTED)));
	}
}

static double
answer(struct lookup *l, struct question *q)
{
	struct lookup_want want = {.words = q->words.len > 0 ? buffer_string(&q->words) : NULL,
	    .part = *q->part ? q->part : NULL, .since = q->since, .until = q->until, .below = INT64_MAX, .above = -1};
	struct lookup_hit hit;
	int found = 0, r;

	if ((r = lookup_ask(l, &want)) != 0)
		die("a question", NULL, r);
	while (found < HITS && (r = lookup_next(l, &hit)) == 1)
		/* what the index gives for a part is to be looked at */
		found += *q->part == '\0' || memmem(hit.c.text.data, hit.c.text.len, q->part, strlen(q->part)) != NULL;
	if (r < 0)
		die("an answer", NULL, r);
	return found;
}

/* Other questions of this kind: pages that are mapped into memory are not counted, so that the time is another. */
static void
count_labour(struct lookup *l, int kind, int count, struct labour *w)
{
	struct question q = {.since = 0};
	int i;

	sqlite3_exec(w->db, "PRAGMA mmap_size = 0", NULL, NULL, NULL);
	*w = begin_labour(w->db);
	for (i = 0; i < count; i++) {
		make_question(&q, kind);
		answer(l, &q);
		note_labour(w);
	}
	sqlite3_exec(w->db, "PRAGMA mmap_size = 1099511627776", NULL, NULL, NULL);
	buffer_free(&q.words);
}

static void
ask_all(struct catalog *catalog, int count)
{
	static const char *const names[] = {"word", "word+user", "word+host", "word+day", "common+common", "rare substring", "one of a kind",
	    "one of a kind, a word's middle"};
	double *times = calloc((size_t)count, sizeof *times), *used = calloc((size_t)count, sizeof *used), hits;
	struct question q = {.since = 0};
	struct labour w = {.db = catalog->sql.db};
	struct lookup *l;
	int kind, i, r;

	if (times == NULL || used == NULL || (r = lookup_new(catalog, &l)) != 0)
		exit(1);
	for (kind = 0; kind < 8; kind++) {
		/* warm */
		for (i = 0; i < count; i++) {
			make_question(&q, kind);
			answer(l, &q);
		}
		for (i = 0, hits = 0; i < count; i++) {
			double start, mine;

			make_question(&q, kind);
			start = now();
			mine = own_time();
			hits += answer(l, &q);
			used[i] = own_time() - mine;
			times[i] = now() - start;
		}
		count_labour(l, kind, count, &w);
		report(names[kind], times, used, count, hits, &w);
	}
	lookup_free(l);
	buffer_free(&q.words);
	free(times);
	free(used);
}

/* The same without an index: rows from the newest on, until there are enough. */
static void
ask_scan(struct catalog *catalog, int count)
{
	double *times = calloc((size_t)count, sizeof *times), *used = calloc((size_t)count, sizeof *used), hits = 0;
	char part[32];
	sqlite3 *db = catalog->sql.db;
	struct labour w;
	sqlite3_stmt *p;
	int i, rare;

	if (times == NULL || used == NULL || sqlite3_prepare_v2(db, "SELECT id FROM command WHERE " SQL_LONGHAND "(text) LIKE ?1"
		" ORDER BY id DESC LIMIT 50", -1, &p, NULL) != SQLITE_OK)
		exit(1);
	/* or its pages were not counted */
	sqlite3_exec(db, "PRAGMA mmap_size = 0", NULL, NULL, NULL);
	for (rare = 0; rare < 2; rare++) {
		w = begin_labour(db);
		for (i = 0, hits = 0; i < (rare ? 3 : count); i++) {
			double start = now(), mine = own_time();

			if (rare)
				snprintf(part, sizeof part, "%%-%04x.%%", draw(65536));
			else
				snprintf(part, sizeof part, "%%%s%%", PICK(SERVICES));
			sqlite3_bind_text(p, 1, part, -1, SQLITE_TRANSIENT);
			while (sqlite3_step(p) == SQLITE_ROW)
				hits++;
			sqlite3_reset(p);
			used[i] = own_time() - mine;
			times[i] = now() - start;
			note_labour(&w);
		}
		report(rare ? "LIKE, rare substring" : "LIKE, word", times, used, rare ? 3 : count, hits, &w);
	}
	sqlite3_finalize(p);
	free(times);
	free(used);
}

int
main(int argc, char **argv)
{
	struct fill f = {.rows = 100000};
	char *message = NULL, *path = NULL;
	int i, questions = 200, r;
	bool text_only = false, ask_only = false;
	double start, used;
	struct rusage u;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--rows") == 0 && i + 1 < argc)
			f.rows = atoll(argv[++i]);
		else if (strcmp(argv[i], "--questions") == 0 && i + 1 < argc)
			questions = atoi(argv[++i]);
		else if (strcmp(argv[i], "--text") == 0 && i + 1 < argc)
			f.text = fopen(argv[++i], "w");
		else if (strcmp(argv[i], "--ask-only") == 0)
			ask_only = true;
		else if (strcmp(argv[i], "--text-only") == 0)
			text_only = true;
		else
			path = argv[i];
	}
	if (path == NULL) {
		fputs("usage: index [--rows N] [--text FILE] [--questions N] [--text-only | --ask-only] DATABASE\n", stderr);
		return 2;
	}
	if (ask_only)
		goto ask;
	if (!text_only && (r = catalog_open(path, CATALOG_WRITE, &f.catalog, &message)) != 0)
		die(message, NULL, r);
	start = now();
	used = cpu();
	fill(&f);
	if (f.text != NULL)
		fclose(f.text);
	if (text_only)
		return 0;
	used = cpu() - used;
	printf("{\"what\":\"insert\",\"rows\":%" PRId64 ",\"per_second\":%.0f,\"per_cpu_second\":%.0f,\"text\":%.1f}\n", f.rows,
	    (double)f.rows / (now() - start), (double)f.rows / used, (double)f.bytes / (double)f.rows);
	tidy(&f);
	fflush(stdout);
	catalog_free(f.catalog);
	report_sizes(path, f.bytes);
ask:
	if ((r = catalog_open(path, CATALOG_READ, &f.catalog, &message)) != 0)
		die(message, NULL, r);
	ask_all(f.catalog, questions);
	ask_scan(f.catalog, questions);
	catalog_free(f.catalog);
	getrusage(RUSAGE_SELF, &u);
	printf("{\"what\":\"memory\",\"max_mb\":%.1f}\n", (double)u.ru_maxrss / 1024);
	buffer_free(&f.tags);
	buffer_free(&f.line);
	return 0;
}
