#!/bin/sh
# usage: machine.sh COMMAND ...: run it as root of a machine of its own, which only this process and its children see
#
# Its /etc, /home, /root, /run and logs are private.  Users: root (password Round-Tower-1), alice (Small-River-2; sudo asks for it),
# bob (sudo does not ask).  Each of $HOSTS is a further machine, behind an sshd on loopback: web-* know root's and alice's
# keys; db-* want passwords; new-* are web-* too, whose keys nobody has seen yet.
if [ -z "$APART" ]; then
	exec env APART=1 unshare --mount --uts "$0" "$@"
fi

users() {
	for user in root:Round-Tower-1 alice:Small-River-2 bob:Long-Meadow-3; do
		hash=$(openssl passwd -6 -salt corpus "${user#*:}")
		sed -i "/^${user%:*}:/d" /etc/shadow
		echo "${user%:*}:$hash:19000:0:99999:7:::" >>/etc/shadow
	done
	echo 'alice:x:54411:54411:Alice:/home/alice:/bin/bash' >>/etc/passwd
	echo 'bob:x:54412:54412:Bob:/home/bob:/bin/bash' >>/etc/passwd
	echo 'alice:x:54411:' >>/etc/group
	echo 'bob:x:54412:' >>/etc/group
	for user in root alice bob; do
		home=/home/$user
		if [ $user = root ]; then home=/root; fi
		mkdir -p $home/.ssh
		echo '. ~/.bashrc' >$home/.bash_profile
		echo "PS1='\\u@\\h:\\w\\\$ '" >$home/.bashrc
		echo "PS1='%n@%m %~ %# '" >$home/.zshrc
		cp "$HOME/key" $home/.ssh/id_ed25519
		chown -R $user: $home
		chmod -R go= $home
	done
}

files() {
	mount -t tmpfs -o mode=755 none /mnt
	cp -a /etc/. /mnt
	mount --bind /mnt /etc
	for place in /home /root /run /var/log /var/mail; do mount -t tmpfs -o mode=755 none $place; done
	touch /var/log/lastlog /var/log/wtmp /var/log/btmp
	mkdir -m 755 /run/sshd
	mkdir -m 711 /run/sudo
	rm -rf /etc/sudoers.d /etc/zsh /etc/update-motd.d
	cat >/etc/sudoers <<-END
		Defaults env_reset, use_pty, timestamp_timeout=5, lecture=once$SUDO_DEFAULTS
		Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
		root ALL=(ALL:ALL) ALL
		alice ALL=(ALL:ALL) ALL
		bob ALL=(ALL:ALL) NOPASSWD: ALL
	END
	echo '127.0.0.1 localhost web-1 web-2 db-1 new-1' >/etc/hosts
	echo 'Welcome. Access is logged.' >/etc/motd
	: >/etc/bash.bashrc
	ssh-keygen -q -t ed25519 -N '' -f "$HOME/key"
	install -m 644 "$HOME/key.pub" /etc/ssh/authorized
}

port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

host() {
	port=$(port)
	cat >"$HOME/sshd-$1" <<-END
		ListenAddress 127.0.0.1
		Port $port
		HostKey $HOME/host
		AuthorizedKeysFile /etc/ssh/authorized
		PidFile none
		UsePAM no
		StrictModes no
		PermitRootLogin yes
		PrintLastLog no
		UseDNS no
		AcceptEnv LANG LC_*
		Subsystem sftp /usr/lib/openssh/sftp-server
	END
	case $1 in db-*) echo 'PubkeyAuthentication no' >>"$HOME/sshd-$1" ;; esac
	printf 'Host %s\n HostName 127.0.0.1\n HostKeyAlias %s\n Port %s\n' "$1" "$1" "$port" >>/etc/ssh/ssh_config
	case $1 in new-*) ;; *) echo "$1 $(cut -d' ' -f1,2 "$HOME/host.pub")" >>/etc/ssh/ssh_known_hosts ;; esac
	setsid setpriv --pdeathsig KILL unshare --uts --mount --pid --fork --kill-child --mount-proc \
		sh -c "hostname $1; exec /usr/sbin/sshd -D -e -f '$HOME/sshd-$1'" &
	until nc -z 127.0.0.1 "$port"; do sleep 0.05; done
}

{
	set -e
	hostname web-1
	files
	users
	: >/etc/ssh/ssh_config
	if [ -n "$HOSTS" ]; then ssh-keygen -q -t ed25519 -N '' -f "$HOME/host"; fi
	for name in $HOSTS; do host "$name"; done
	set +e
} </dev/null >machine.log 2>&1
unset APART HOSTS SUDO_DEFAULTS
exec "$@"
