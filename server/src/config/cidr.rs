//! Networks, written as CIDR blocks (RFC 4632).

use std::{fmt, net::IpAddr, str::FromStr};

/// A network, such as `10.0.0.0/8` or `fd00::/8`. A bare address is the network of that address alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cidr {
    address: IpAddr,
    /// How many leading bits of an address decide whether it belongs.
    prefix: u8,
}

impl Cidr {
    /// Whether the address belongs to this network. An IPv4 address mapped into IPv6 (`::ffff:10.0.0.1`), as a socket that listens on
    /// both reports it, is the IPv4 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let differing = u32::from(network) ^ u32::from(address);
                differing.leading_zeros() >= u32::from(self.prefix)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let differing = u128::from(network) ^ u128::from(address);
                differing.leading_zeros() >= u32::from(self.prefix)
            }
            _ => false,
        }
    }
}

impl FromStr for Cidr {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.trim().parse().map_err(|_| format!("`{text}` is not an address or network"))?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => width,
            Some(prefix) => {
                prefix.trim().parse().ok().filter(|prefix| *prefix <= width).ok_or(format!("`{text}` has a wrong prefix length"))?
            }
        };
        // A network inside `::ffff:0:0/96` is an IPv4 network in other clothes.
        match address.to_canonical() {
            IpAddr::V4(v4) if address.is_ipv6() && prefix >= 96 => Ok(Self { address: v4.into(), prefix: prefix - 96 }),
            IpAddr::V4(_) if address.is_ipv6() => Ok(Self { address, prefix }),
            canonical => Ok(Self { address: canonical, prefix }),
        }
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::Cidr;
    use std::net::IpAddr;

    fn holds(network: &str, address: &str) -> bool {
        network.parse::<Cidr>().unwrap().contains(address.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn a_network_holds_its_own_addresses_and_no_others() {
        assert!(holds("10.0.0.0/8", "10.255.1.2"));
        assert!(!holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("192.168.1.7/24", "192.168.1.250"));
        assert!(holds("127.0.0.1", "127.0.0.1"));
        assert!(!holds("127.0.0.1", "127.0.0.2"));
        assert!(holds("fd00::/8", "fd12::1"));
        assert!(!holds("fd00::/8", "fe80::1"));
        assert!(holds("0.0.0.0/0", "203.0.113.9"));
        assert!(!holds("0.0.0.0/0", "2001:db8::1"));
    }

    #[test]
    fn ipv4_mapped_into_ipv6_is_ipv4() {
        assert!(holds("10.0.0.0/8", "::ffff:10.1.2.3"));
        assert!(holds("::ffff:10.0.0.0/104", "10.1.2.3"));
        assert!(!holds("::/0", "::ffff:10.1.2.3"));
    }

    #[test]
    fn what_is_not_a_network_says_so() {
        assert_eq!("10.0.0/8".parse::<Cidr>().unwrap_err(), "`10.0.0/8` is not an address or network");
        assert_eq!("10.0.0.0/33".parse::<Cidr>().unwrap_err(), "`10.0.0.0/33` has a wrong prefix length");
        assert_eq!("proxy.local".parse::<Cidr>().unwrap_err(), "`proxy.local` is not an address or network");
    }
}
