package org.keepvip.vrrp;

import org.keepvip.conf.address.Family;

/** What the kernel's errors mean to an operator: the errno's name, and the likely cause where that is not plain. */
final class ErrorText {
    private ErrorText() {}

    /** Of opening sockets. */
    static String ofSocket(String error) {
        return switch (error) {
            case "EPERM", "EACCES" -> because(error, "the agent needs CAP_NET_RAW");
            case "EMFILE" -> because(error, "too many open files: raise LimitNOFILE");
            case "ENFILE" -> because(error, "too many open files on the machine: raise fs.file-max");
            case "ENOBUFS" ->
                because(error, "too many groups joined: raise net.ipv4.igmp_max_memberships, or no memory");
            case "EAFNOSUPPORT" -> because(error, "has the kernel no IPv6?");
            case "EADDRNOTAVAIL" -> because(error, "the interface has no such address");
            case "ENODEV" -> because(error, "no such interface, or no multicast on it");
            default -> error;
        };
    }

    /** Of sending an advert. */
    static String ofSending(String error) {
        return switch (error) {
            case "EPERM" -> because(error, "does nftables or iptables drop protocol 112 on output?");
            case "EMSGSIZE" -> because(error, "longer than the MTU of the way");
            case "ENOBUFS" -> because(error, "the interface's queue is full");
            case "ENETUNREACH", "EHOSTUNREACH" -> because(error, "no route there");
            case "EINVAL" -> because(error, "is the source address on the machine?");
            case "ENETDOWN" -> because(error, "the interface is down");
            default -> error;
        };
    }

    /** Of adding a virtual address. */
    static String ofAddress(Vip.Key key, String error) {
        return error.equals("EEXIST") && key.address().family() == Family.IPV6
                ? because(error, "the interface has it with another prefix length")
                : error;
    }

    /** Of adding or removing a route or rule. */
    static String ofRouting(String error) {
        return switch (error) {
            case "ENETUNREACH", "EHOSTUNREACH" -> because(error, "no link leads to its router");
            case "ENETDOWN" -> because(error, "its interface is down");
            case "ENODEV" -> because(error, "no such interface");
            case "EINVAL" -> because(error, "is its source address on the machine?");
            case "EEXIST" -> because(error, "another one of that destination and metric is there");
            case "EOPNOTSUPP" -> because(error, "the kernel lacks that kind");
            default -> error;
        };
    }

    private static String because(String error, String meaning) {
        return error + " (" + meaning + ")";
    }
}
