# What systemd does with the appliance's sockets: opens them as root on the rack's interface, keeps them, and starts the
# program without any privilege, again whenever it ends. Usage: service-manager.pl UID INTERFACE COMMAND...
use strict;
use warnings;
use Socket;
use POSIX qw(dup2 setuid setgid WNOHANG);

my ($uid, $interface, @command) = @ARGV;
my $so_bindtodevice = 25;
my @sockets = (
  ['dhcp', 'udp', '0.0.0.0', 67], ['dhcp-probe', 'udp', '255.255.255.255', 68], ['proxydhcp', 'udp', '0.0.0.0', 4011],
  ['tftp', 'udp', '0.0.0.0', 69], ['syslog', 'udp', '0.0.0.0', 514], ['http', 'tcp', '0.0.0.0', 80], ['https', 'tcp', '0.0.0.0', 443],
);
# Datagrams of the notify protocol come here.
my $notify = "/tmp/rackseed-notify-$$";
socket(my $told, AF_UNIX, SOCK_DGRAM, 0) or die "notify: $!";
bind($told, pack_sockaddr_un($notify)) or die "$notify: $!";
chmod 0666, $notify;

my @held;
for my $one (@sockets) {
  my ($name, $kind, $address, $port) = @$one;
  socket(my $socket, AF_INET, $kind eq 'udp' ? SOCK_DGRAM : SOCK_STREAM, 0) or die "$name: $!";
  setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1);
  if ($kind eq 'udp') {
    setsockopt($socket, SOL_SOCKET, SO_BROADCAST, 1);
    setsockopt($socket, SOL_SOCKET, $so_bindtodevice, "$interface\0") or die "$name: $!";
  }
  bind($socket, pack_sockaddr_in($port, inet_aton($address))) or die "$name: $!";
  listen($socket, 128) if $kind eq 'tcp';
  push @held, $socket;
}

my $ended = 0;
my $child;
for my $signal ('TERM', 'INT') {
  $SIG{$signal} = sub { $ended = 1; kill 'TERM', $child if $child; };
}
until ($ended) {
  $child = fork() // die "fork: $!";
  if ($child == 0) {
    # First out of the way of 3, 4, 5 …, then there.
    dup2(fileno($held[$_]), 100 + $_) for 0 .. $#held;
    dup2(100 + $_, 3 + $_) for 0 .. $#held;
    POSIX::close(100 + $_) for 0 .. $#held;
    POSIX::close($_) for 3 + @held .. 40;
    setgid($uid);
    $) = "$uid $uid";
    setuid($uid) or die "setuid: $!";
    $ENV{LISTEN_PID} = $$;
    $ENV{LISTEN_FDS} = scalar @held;
    $ENV{LISTEN_FDNAMES} = join ':', map { $_->[0] } @sockets;
    $ENV{NOTIFY_SOCKET} = $notify;
    $ENV{WATCHDOG_USEC} = 3_000_000;
    $ENV{WATCHDOG_PID} = $$;
    exec @command or die "exec: $!";
  }
  print "manager: started $child\n";
  $| = 1;
  while (waitpid($child, WNOHANG) == 0) {
    my $ready = '';
    vec($ready, fileno($told), 1) = 1;
    if (select($ready, undef, undef, 0.05) > 0) {
      recv($told, my $message, 4096, 0);
      $message =~ s/\n/ /g;
      print "manager: told $message\n";
    }
  }
  print 'manager: ended ', $? >> 8, ' signal ', $? & 127, "\n";
  select(undef, undef, undef, 0.2);
}
unlink $notify;
