/* Secrets: what is taken out, what stays, and that nothing makes it slow. */
#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/redact/censor.h"

static struct censor *censor;

static const char *
censored(const char *text)
{
	static struct buffer out;

	buffer_clear(&out);
	if (censor_text(censor, text, strlen(text), &out) < 0)
		return "(failed)";
	return buffer_string(&out);
}

/* Every secret here is called hunter2 or has its own form; what comes out must have none of it. */
static void
test_what_is_found(void)
{
	static const char *const cases[][2] = {
		{"mysql -u root -phunter2 db", "mysql -u root -p[redacted:password] db"},
		{"sudo mysqldump -phunter2 --all-databases", "sudo mysqldump -p[redacted:password] --all-databases"},
		{"alice@db-1:~$ /usr/bin/mysql -p'hunter2 x' db", "alice@db-1:~$ /usr/bin/mysql -p'[redacted:password]' db"},
		{"sshpass -p hunter2 ssh web", "sshpass -p [redacted:password] ssh web"},
		{"curl -u admin:hunter2 https://x/", "curl -u admin:[redacted:password] https://x/"},
		{"curl -H 'Authorization: Bearer abcdef.hunter2'", "curl -H 'Authorization: Bearer [redacted:token]'"},
		{"psql postgres://app:hunter2@db/x", "psql postgres://app:[redacted:password]@db/x"},
		{"git clone https://me:p@ss@host/x.git", "git clone https://me:[redacted:password]@host/x.git"},
		{"export TOKEN=hunter2", "export TOKEN=[redacted:value]"},
		{"export GITHUB_TOKEN=\"hunter2 and more\"; ls", "export GITHUB_TOKEN=\"[redacted:value]\"; ls"},
		{"PGPASSWORD=hunter2 psql", "PGPASSWORD=[redacted:value] psql"},
		{"MYSQL_PWD=hunter2 mysql", "MYSQL_PWD=[redacted:value] mysql"},
		{"{\"password\": \"hunter2\", \"user\": \"bob\"}", "{\"password\": \"[redacted:value]\", \"user\": \"bob\"}"},
		{"db_password: hunter2\nuser: bob", "db_password: [redacted:value]\nuser: bob"},
		{"wget 'https://x/?api_key=hunter2&n=1'", "wget 'https://x/?api_key=[redacted:value]&n=1'"},
		{"tool --password hunter2 --verbose", "tool --password [redacted:password] --verbose"},
		{"tool --token=hunter2", "tool --token=[redacted:value]"},
		{"create user x identified by 'hunter2';", "create user x identified by '[redacted:password]';"},
		{"alter role x password 'hunter2'", "alter role x password '[redacted:password]'"},
		{"machine h login me password hunter2", "machine h login me password [redacted:password]"},
		{"docker login -u me -p hunter2 reg", "docker login -u me -p [redacted:password] reg"},
		{"redis-cli -a hunter2 ping", "redis-cli -a [redacted:password] ping"},
		{"ldapsearch -D cn=x -w hunter2 -b o", "ldapsearch -D cn=x -w [redacted:password] -b o"},
		{"aws configure set k AKIAIOSFODNN7EXAMPLE", "aws configure set k [redacted:token]"},
		{"x ghp_0123456789abcdefghijABCDEFGHIJ012345 y", "x [redacted:token] y"},
		{"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4", "[redacted:token]"},
		{"root:$6$rounds=5000$abc$0123456789012345678901234567890123456789./AB:19000", "root:[redacted:token]:19000"},
		{"pay 4111 1111 1111 1111 now", "pay [redacted:card] now"},
		{"card=5555-5555-5555-4444.", "card=[redacted:card]."},
		{"-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nls",
		    "-----BEGIN [redacted:key]\nls"},
		{"SECRET_KEY = 'hunter2'", "SECRET_KEY = '[redacted:value]'"},
		{"nmcli dev wifi connect Home password hunter2", "nmcli dev wifi connect Home password [redacted:password]"},
		{"aws configure set aws_secret_access_key hunter2", "aws configure set aws_secret_access_key [redacted:password]"},
		{"kubectl create secret generic x --from-literal=pin=hunter2",
		    "kubectl create secret generic x --from-literal=pin=[redacted:password]"},
		{"sqlplus scott/hunter2@db @/x/y.sql", "sqlplus scott/[redacted:password]@db @/x/y.sql"},
		{"htpasswd -bc /etc/users bob hunter2", "htpasswd -bc /etc/users bob [redacted:password]"},
		{"mkpasswd -m sha-512 hunter2", "mkpasswd -m sha-512 [redacted:password]"},
		{"echo 'root:hunter2' | chpasswd", "echo 'root:[redacted:password]' | chpasswd"},
		{"echo hunter2 | sudo -S apt update", "echo [redacted:password] | sudo -S apt update"},
		{"echo hunter2 | docker login -u x --password-stdin", "echo [redacted:password] | docker login -u x --password-stdin"},
		{"printf hunter2|passwd --stdin bob", "printf [redacted:password]|passwd --stdin bob"},
		{"ssh-keygen -t ed25519 -N 'hunter2' -f k", "ssh-keygen -t ed25519 -N '[redacted:password]' -f k"},
		{"keytool -list -storepass hunter2", "keytool -list -storepass [redacted:password]"},
		{"lftp -u bob,hunter2 host", "lftp -u bob,[redacted:password] host"},
		{"http -a bob:hunter2 host", "http -a bob:[redacted:password] host"},
		{"curl -H 'Cookie: sid=hunter2; a=b' x", "curl -H 'Cookie: [redacted:value]' x"},
		{"< Set-Cookie: sid=hunter2; Path=/", "< Set-Cookie: [redacted:value]"},
		{"curl -H \"X-Api-Key: hunter2\" x", "curl -H \"X-Api-Key: [redacted:value]\" x"},
		{"https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
		    "https://hooks.slack.com/services/T00000000/B00000000/[redacted:token]"},
		{"https://api.telegram.org/bot123456789:AAF0123456789abcdefghijABCDEFGHIJ01/send",
		    "https://api.telegram.org/bot[redacted:token]/send"},
		{"ACCESSKEY AKIAIOSFODNN7EXAMPLE Active wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY bob",
		    "ACCESSKEY [redacted:token] Active [redacted:token] bob"},
		{"DefaultEndpointsProtocol=https;AccountKey=hunter2hunter2==;x",
		    "DefaultEndpointsProtocol=https;AccountKey=[redacted:value];x"},
		{"https://x.blob.core.windows.net/c?sv=2024&sig=hunter2%3D", "https://x.blob.core.windows.net/c?sv=2024&sig=[redacted:value]"},
		{"PresharedKey = hunter2=", "PresharedKey = [redacted:value]"}, {"wpa-psk: hunter2", "wpa-psk: [redacted:value]"},
		{":password => \"hunter2\"", ":password => \"[redacted:value]\""},
		{"-----BEGIN OpenVPN Static key V1-----\n6acef03f62675b4b\n-----END OpenVPN Static key V1-----",
		    "-----BEGIN [redacted:key]"},
		{"user:$apr1$abcdefgh$0123456789abcdefghijkl", "user:[redacted:token]"},
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *out = censored(cases[i][0]);

		if (strcmp(out, cases[i][1]) != 0)
			printf("# %s\n#   is:     %s\n#   wanted: %s\n", cases[i][0], out, cases[i][1]);
		CHECK(strcmp(out, cases[i][1]) == 0);
		/* once more changes nothing */
		CHECK(strcmp(censored(cases[i][1]), cases[i][1]) == 0);
	}
}

static void
test_what_stays(void)
{
	static const char *const cases[] = {
		"mkdir -p /srv/app", "ssh -p22 host", "cp -pr a b", "nmap -p80 host", "docker run -p 80:80 nginx", "ls -la",
		"echo $TOKEN", "export TOKEN=$OTHER", "curl -H \"Authorization: Bearer $TOKEN\"", "cat /etc/passwd",
		"git commit -m 'tokens are hard'", "git log 4111111111111112", "kill 1234567890123", "sleep 1700000000000000",
		"Enter password: ********", "grep -r password /etc", "vim password.txt", "--password-file /run/x",
		"PWD=/home/alice", "https://host:8080/path", "scp me@host:/x .", "x = y", "bob ALL=(ALL) NOPASSWD: ALL", "",
		"token = next_token(lexer);", "password = get_password('x')", "password: null,", "\"token\": null", "secret: true",
		"Unexpected token '}' in JSON", "syntax error near unexpected token `done'", "git config credential.helper store",
		"credential.helper=store", "PasswordAuthentication no", "max_tokens=4096", "password=%s", "sqlplus /nolog",
		"sort -S 1G", "echo hello | sort -S 1G", "echo hello | grep x", "curl -b cookies.txt x", "Cookie: none",
		"-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----",
		"discovery-token-ca-cert-hash=sha256:1", "pinned=3", "git pin x", "design=3", "spine: 4", "key: value",
		"sha256sum e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "passwd alice",
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (strcmp(censored(cases[i]), cases[i]) != 0)
			printf("# %s\n#   became: %s\n", cases[i], censored(cases[i]));
		CHECK(strcmp(censored(cases[i]), cases[i]) == 0);
	}
}

/* Some 500 KB of what may look like a secret at each byte: quadratic time would be minutes. */
static void
test_time(void)
{
	static const char *const pieces[] = {"token=", "\"", "\\\"", "'", "$6$", "://a:", "@", "1 ", "-----BEGIN ", "eyJ", "=",
	    "password ", "mysql -p", "Bearer ", "ghp_", "--secret ", "\n-----BEGIN PRIVATE KEY", "a", "4111 "};
	struct buffer text = {0}, out = {0};
	size_t i, n;

	for (i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		buffer_clear(&text);
		buffer_clear(&out);
		for (n = 0; n < 500000; n += strlen(pieces[i]))
			buffer_adds(&text, pieces[i]);
		CHECK(censor_text(censor, text.data, text.len, &out) >= 0);
	}
	buffer_free(&text);
	buffer_free(&out);
}

/* A card is found wherever it stands, and however many figures and blanks stand before it. */
static void
test_cards(void)
{
	static const char *const fillers[] = {"x", ".", "7 ", "12 -", " ", "-", "a1 ", "\n"};
	char text[128], wanted[128];
	size_t f, n;

	for (f = 0; f < sizeof fillers / sizeof *fillers; f++)
		for (n = 0; n < 40; n++) {
			size_t len = 0;

			for (*text = '\0'; len < n; len += strlen(fillers[f]))
				strcat(text, fillers[f]);
			strcpy(wanted, text);
			strcat(text, ",4111-1111 11111111,5");
			strcat(wanted, ",[redacted:card],5");
			CHECK(strcmp(censored(text), wanted) == 0);
		}
}

/* Nothing is read behind the end of a text, where a secret begins: in a build with sanitizers this would tell. */
static void
test_ends(void)
{
	static const char *const cases[] = {"AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ", "x github_pat_0123456789abcdefghijABC",
	    "hooks.slack.com/services/T0/B0/0123456789abcdef", "https://discordapp.com/api/webhooks/1/0123456789abcdefg",
	    "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "PuTTY-User-Key-File-2: ssh-rsa", "4111 1111 1111 1111",
	    "identified by 'hunter2'", "echo hunter2 | passwd --stdin", "mysql -phunter2", "set-cookie: a=b; c"};
	const struct censor_span *spans;
	size_t i, len;

	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		for (len = 1; len <= strlen(cases[i]); len++) {
			char *exact = malloc(len);

			memcpy(exact, cases[i], len);
			CHECK(censor_find(censor, exact, len, &spans) >= 0);
			free(exact);
		}
}

static void
write_rules(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	fputs(text, f);
	fclose(f);
}

static void
test_rules(void)
{
	char path[] = "/tmp/steno-rules-XXXXXX", *message;
	struct censor *other = censor_new();
	struct buffer out = {0};

	close(mkstemp(path));
	write_rules(path, "# ours\n\ncustomer = KD-([0-9]{6,})\noff card\n");
	CHECK(censor_read(other, path, &message) == 0 && message == NULL);
	CHECK(censor_text(other, "KD-1234567 4111 1111 1111 1111", 30, &out) == 1);
	CHECK(strcmp(buffer_string(&out), "KD-[redacted:customer] 4111 1111 1111 1111") == 0);
	write_rules(path, "bad = (\n");
	CHECK(censor_read(other, path, &message) != 0 && strstr(message, ":1:") != NULL);
	free(message);
	write_rules(path, "loop = (a)\\1\n");
	CHECK(censor_read(other, path, &message) != 0);
	free(message);
	write_rules(path, "off nothing\n");
	CHECK(censor_read(other, path, &message) != 0);
	free(message);
	unlink(path);
	CHECK(censor_read(other, path, &message) != 0 && message != NULL);
	free(message);
	buffer_free(&out);
	censor_free(other);
}

static void
test_labels(void)
{
	char *value = strdup("hunter2"), *other = strdup("OPS-1");

	CHECK(censor_label(censor, "api-token", &value) == 1 && strcmp(value, "[redacted:value]") == 0);
	CHECK(censor_label(censor, "ticket", &other) == 0 && strcmp(other, "OPS-1") == 0);
	free(value);
	free(other);
}

int
main(void)
{
	censor = censor_new();
	check_run("what_is_found", test_what_is_found);
	check_run("what_stays", test_what_stays);
	check_run("time", test_time);
	check_run("cards", test_cards);
	check_run("ends", test_ends);
	check_run("rules", test_rules);
	check_run("labels", test_labels);
	censor_free(censor);
	return check_done();
}
