# shellcheck shell=bash
# What the scripts share: where things are, how they speak, and how they get what is missing.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bundle=$project/target/lofi
dev_cache=${XDG_CACHE_HOME:-$HOME/.cache}/lofi-dev
export project bundle dev_cache

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "${0##*/}: $*"
  exit 1
}

# need PACKAGE=PROOF… installs the Debian packages whose proof, a command or the pattern of an
# absolute path, is not on this machine.
need() {
  local pair missing=()
  for pair in "$@"; do
    is_present "${pair#*=}" || missing+=("${pair%%=*}")
  done
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

is_present() {
  case $1 in
    /*) compgen -G "$1" >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

install_packages() {
  command -v apt-get >/dev/null || fail "please install $*, then run this again"
  say "Installing $* with apt-get"
  has_package_lists || as_root apt-get -qq update || fail "apt-get update failed"
  # Lists grow old: an address that is gone is worth one more try with new ones.
  apt_install "$@" || { as_root apt-get -qq update && apt_install "$@"; } ||
    fail "apt-get could not install $*: see its messages above"
}

# With --no-remove, a desktop's PipeWire never makes way for PulseAudio behind its owner's back.
apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=300 \
    install --no-install-recommends --no-remove "$@" >/dev/null
}

has_package_lists() {
  compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "this needs root or sudo: $*"
  fi
}

# Exports JAVA_HOME: a JDK of version 25 or newer.
use_jdk() {
  local home
  while IFS= read -r home; do
    if [[ -x $home/bin/javac ]] && (($(java_version "$home") >= 25)); then
      export JAVA_HOME=$home
      return
    fi
  done < <(jdk_candidates)
  fail "no JDK 25 found: install one (such as Eclipse Temurin 25) or point JAVA_HOME at it"
}

jdk_candidates() {
  local on_path
  on_path=$(readlink -f "$(command -v java || true)" || true)
  printf '%s\n' \
    "${JAVA_HOME:-}" \
    "${on_path%/bin/java}" \
    /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/*jdk* /opt/java/* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
}

# The feature version of the Java in folder $1; 0 when there is none.
java_version() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true)
  echo "${version:-0}"
}

# The build of the Java in folder $1, in the launcher's words: an AOT cache fits only one build.
java_build() {
  local value
  for value in IMPLEMENTOR JAVA_RUNTIME_VERSION OS_ARCH; do
    sed -n "s/^$value=\"\(.*\)\"/\1/p" "$1/release"
  done | paste -sd' '
}

# Maven, in the project's folder.
maven() {
  local mvn
  mvn=$(find_maven)
  [[ -n $mvn ]] || need maven=mvn
  # Maven's own libraries do what Java 25 warns of.
  local -x MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
    ${MAVEN_OPTS:-}"
  (cd "$project" && "${mvn:-mvn}" -B -ntp -Dstyle.color=never "$@")
}

find_maven() {
  local candidate
  for candidate in "$(command -v mvn || true)" "${MAVEN_HOME:-}/bin/mvn" \
    "${SDKMAN_DIR:-$HOME/.sdkman}/candidates/maven/current/bin/mvn"; do
    if [[ -x $candidate ]]; then
      echo "$candidate"
      return
    fi
  done
}

# The user's own Neovim if it is new enough, else the one that get-neovim unpacked, else nothing.
find_neovim() {
  local candidate version
  for candidate in "$(command -v nvim || true)" "$dev_cache/neovim/sid/bin/nvim"; do
    [[ -x $candidate ]] || continue
    version=$("$candidate" --version | sed -n 's/^NVIM v//p')
    case $version in
      0.[0-9].*) ;;
      *)
        echo "$candidate"
        return
        ;;
    esac
  done
}
