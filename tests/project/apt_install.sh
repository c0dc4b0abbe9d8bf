# Installs packages of Debian's that the tests need: apt_install.sh PACKAGE…
[ "$(id -u)" = 0 ] || sudo=$(command -v sudo) || {
	echo "These packages are missing, and only an administrator may install them: $*" >&2
	exit 1
}
$sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@"
