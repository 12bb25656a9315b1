//! The names and addresses of this machine.

use super::constraints::{Constraints, DOMAINS};
use std::{
    cmp::Reverse,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// The names and addresses under which a machine is reached, the most useful first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Names of hosts, in small letters.
    pub hosts: Vec<String>,
    pub addresses: Vec<IpAddr>,
}

impl Names {
    /// Those of this machine at this moment.
    pub fn of_this_machine() -> Self {
        let interfaces = if_addrs::get_if_addrs().inspect_err(|error| tracing::warn!(%error, "reading this machine's addresses"));
        Self::made_of(host_name().as_deref(), interfaces.unwrap_or_default().into_iter().map(|interface| interface.ip()))
    }

    /// Those of a machine of this name with these addresses: its name under every domain of a home, because who gives names
    /// there (mDNS, a router) differs. Not link-local ones of IPv6, which browsers cannot be given.
    fn made_of(host: Option<&str>, addresses: impl Iterator<Item = IpAddr>) -> Self {
        let loopback = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        let usable = |address: &IpAddr| !matches!(address, IpAddr::V6(address) if address.is_unicast_link_local());
        let mut addresses: Vec<IpAddr> = addresses.chain(loopback).filter(usable).collect();
        addresses.sort_by_key(|address| (Reverse(usefulness(*address)), *address));
        addresses.dedup();
        let mut hosts = Vec::new();
        if let Some(host) = host.filter(|host| *host != "localhost") {
            let label = host.split('.').next().unwrap_or(host);
            hosts.extend(DOMAINS.iter().skip(1).map(|domain| format!("{label}.{domain}")));
            hosts.push(label.to_owned());
            hosts.push(host.to_owned());
        }
        hosts.push("localhost".to_owned());
        let mut seen = std::collections::HashSet::new();
        hosts.retain(|host| seen.insert(host.clone()));
        Self { hosts, addresses }
    }

    /// Those that the constraints permit, and the rest.
    pub fn split(self, constraints: &Constraints) -> (Self, Self) {
        let (inside, outside) = self.hosts.into_iter().partition(|name| constraints.permit_name(name));
        let (near, far) = self.addresses.into_iter().partition(|address| constraints.permit_address(*address));
        (Self { hosts: inside, addresses: near }, Self { hosts: outside, addresses: far })
    }

    /// Those under which a program is reached that listens on `host`.
    #[must_use]
    pub fn reaching(&self, host: IpAddr) -> Self {
        if host.is_unspecified() {
            let usable = |address: &&IpAddr| host.is_ipv6() || address.is_ipv4();
            return Self { hosts: self.hosts.clone(), addresses: self.addresses.iter().filter(usable).copied().collect() };
        }
        let named = |name: &&String| !host.is_loopback() || name.as_str() == "localhost";
        Self { hosts: self.hosts.iter().filter(named).cloned().collect(), addresses: vec![host] }
    }

    /// As the hosts of addresses on the web, addresses before names: they work in every network.
    pub fn web_hosts(&self) -> impl Iterator<Item = String> {
        let addresses = self.addresses.iter().map(|address| match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        });
        addresses.chain(self.hosts.iter().cloned())
    }
}

/// The higher, the likelier that another device at home gets through.
fn usefulness(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(address) => match address.octets() {
            [192, 168, ..] => 6,
            [10, ..] => 5,
            // Often the inside of virtual machines.
            [172, 16..=31, ..] => 4,
            [169, 254, ..] => 1,
            [127, ..] => 0,
            _ => 2,
        },
        IpAddr::V6(address) if address.is_loopback() => 0,
        IpAddr::V6(address) if address.is_unique_local() => 3,
        IpAddr::V6(_) => 2,
    }
}

/// What this machine calls itself, if that can be a name of a host (RFC 1123).
pub fn host_name() -> Option<String> {
    let name = rustix::system::uname().nodename().to_str().ok()?.trim_end_matches('.').to_ascii_lowercase();
    is_host_name(&name).then_some(name)
}

fn is_host_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.split('.').all(is_label) && name.parse::<IpAddr>().is_err()
}

#[cfg(test)]
mod tests {
    use super::{Constraints, Names, is_host_name};
    use std::net::IpAddr;

    fn machine(host: &str, addresses: &[&str]) -> Names {
        Names::made_of(Some(host), addresses.iter().map(|address| address.parse().unwrap()))
    }

    #[test]
    fn the_address_that_others_reach_comes_first() {
        let names = machine("attic", &["127.0.0.1", "172.17.0.1", "fe80::1", "fd00::2", "192.168.1.5", "::1"]);
        let hosts: Vec<_> = names.web_hosts().collect();
        assert_eq!(hosts[..3], ["192.168.1.5", "172.17.0.1", "[fd00::2]"]);
        assert!(hosts.contains(&"attic.local".to_owned()) && hosts.contains(&"attic".to_owned()), "{hosts:?}");
        assert!(!hosts.iter().any(|host| host.contains("fe80")), "{hosts:?}");
    }

    #[test]
    fn what_an_authority_may_not_vouch_for_is_set_apart() {
        let before = Constraints::of_home(Some("attic"));
        let (inside, outside) = machine("cellar.example.org", &["192.168.1.5", "203.0.113.7"]).split(&before);
        assert_eq!(outside.hosts, ["cellar", "cellar.example.org"]);
        assert_eq!(outside.addresses, ["203.0.113.7".parse::<IpAddr>().unwrap()]);
        assert!(inside.hosts.contains(&"cellar.local".to_owned()));
    }

    #[test]
    fn who_listens_on_one_address_is_reached_there() {
        let names = machine("attic", &["192.168.1.5", "10.0.0.7", "fd00::2"]);
        let hosts = |host: &str| names.reaching(host.parse().unwrap()).web_hosts().collect::<Vec<_>>();
        assert_eq!(hosts("127.0.0.1"), ["127.0.0.1", "localhost"]);
        assert_eq!(hosts("10.0.0.7")[0], "10.0.0.7");
        assert!(hosts("::").contains(&"[fd00::2]".to_owned()) && !hosts("0.0.0.0").contains(&"[fd00::2]".to_owned()));
    }

    #[test]
    fn not_every_word_is_a_name() {
        assert!(is_host_name("attic") && is_host_name("a-1.example.org"));
        for wrong in ["", "my_box", "-a", "a..b", "192.168.1.5", "böx"] {
            assert!(!is_host_name(wrong), "{wrong}");
        }
    }
}
