//! What an authority of a home may vouch for, so that trusting it means trusting it at home and nowhere else.

use rcgen::{CidrSubnet, GeneralSubtree, NameConstraints};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use x509_parser::{certificate::X509Certificate, extensions::GeneralName};

/// Domains that are nobody's on the internet: RFC 6761, RFC 6762, RFC 8375, what ICANN has set aside for private use, and what
/// routers of homes use.
pub const DOMAINS: [&str; 5] = ["localhost", "local", "lan", "internal", "home.arpa"];

/// Networks that do not lead to the internet: RFC 1918, RFC 3927, loopback.
const IPV4_NETWORKS: [(Ipv4Addr, u8); 5] = [
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
];

/// The same of IPv6: unique local addresses (RFC 4193), link-local ones (RFC 4291), loopback.
const IPV6_NETWORKS: [(Ipv6Addr, u8); 3] =
    [(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7), (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10), (Ipv6Addr::LOCALHOST, 128)];

/// The names and addresses for which an authority's signature counts (name constraints, RFC 5280 §4.2.1.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraints {
    domains: Vec<String>,
    networks: Vec<CidrSubnet>,
}

impl Constraints {
    /// Those of a new authority on the machine of this name.
    pub fn of_home(host: Option<&str>) -> Self {
        let mut domains: Vec<String> = DOMAINS.map(str::to_owned).into();
        domains.extend(host.map(str::to_owned));
        let ipv4 = IPV4_NETWORKS.map(|(network, prefix)| CidrSubnet::from_v4_prefix(network.octets(), prefix));
        let ipv6 = IPV6_NETWORKS.map(|(network, prefix)| CidrSubnet::from_v6_prefix(network.octets(), prefix));
        Self { domains, networks: ipv4.into_iter().chain(ipv6).collect() }
    }

    /// Those that an authority's certificate has; none when it has none.
    pub fn of_certificate(certificate: &X509Certificate<'_>) -> Option<Self> {
        let extension = certificate.name_constraints().ok()??;
        let mut constraints = Self { domains: Vec::new(), networks: Vec::new() };
        for subtree in extension.value.permitted_subtrees.iter().flatten() {
            match subtree.base {
                GeneralName::DNSName(domain) => constraints.domains.push(domain.to_owned()),
                GeneralName::IPAddress(network) => constraints.networks.push(subnet(network)?),
                _ => {}
            }
        }
        Some(constraints)
    }

    /// Whether a host of this name may be vouched for.
    pub fn permit_name(&self, name: &str) -> bool {
        self.domains.iter().any(|domain| name.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    }

    /// Whether a host at this address may be vouched for.
    pub fn permit_address(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| match (network, address) {
            (CidrSubnet::V4(network, mask), IpAddr::V4(address)) => same_network(network, mask, &address.octets()),
            (CidrSubnet::V6(network, mask), IpAddr::V6(address)) => same_network(network, mask, &address.octets()),
            _ => false,
        })
    }

    /// As the extension of an authority's certificate.
    pub fn extension(&self) -> NameConstraints {
        let domains = self.domains.iter().cloned().map(GeneralSubtree::DnsName);
        let networks = self.networks.iter().copied().map(GeneralSubtree::IpAddress);
        NameConstraints { permitted_subtrees: domains.chain(networks).collect(), excluded_subtrees: Vec::new() }
    }
}

/// A network as certificates have it: the address, then as many bytes of mask.
fn subnet(bytes: &[u8]) -> Option<CidrSubnet> {
    let (network, mask) = bytes.split_at(bytes.len() / 2);
    match bytes.len() {
        8 => Some(CidrSubnet::V4(network.try_into().ok()?, mask.try_into().ok()?)),
        32 => Some(CidrSubnet::V6(network.try_into().ok()?, mask.try_into().ok()?)),
        _ => None,
    }
}

fn same_network(network: &[u8], mask: &[u8], address: &[u8]) -> bool {
    network.iter().zip(mask).zip(address).all(|((network, mask), address)| network & mask == address & mask)
}

#[cfg(test)]
mod tests {
    use super::Constraints;

    #[test]
    fn what_belongs_to_a_home_is_inside_and_the_internet_is_not() {
        let constraints = Constraints::of_home(Some("attic"));
        for name in ["localhost", "attic", "attic.local", "attic.lan", "attic.home.arpa", "a.b.internal"] {
            assert!(constraints.permit_name(name), "{name}");
        }
        for name in ["example.org", "local.example.org", "notlocal", "attic.example.org", "home.arpa.example", ""] {
            assert!(!constraints.permit_name(name), "{name}");
        }
        for address in ["10.1.2.3", "172.31.255.1", "192.168.1.5", "169.254.7.7", "127.0.0.1", "fd12::1", "fe80::1", "::1"] {
            assert!(constraints.permit_address(address.parse().unwrap()), "{address}");
        }
        for address in ["11.0.0.1", "172.32.0.1", "192.169.0.1", "8.8.8.8", "2001:db8::1", "::2", "fec0::1"] {
            assert!(!constraints.permit_address(address.parse().unwrap()), "{address}");
        }
    }
}
