package org.keepvip.vrrp.reception;

/** Something the operator should hear about an advert that was accepted all the same. */
public enum Note {
    /** The VIP list is not ours (in any order): the two ends are configured differently. Counted as addr_list_err. */
    ADDRESS_LIST_DIFFERS("address list is not ours"),
    /** Version 3: another interval than ours; a BACKUP learns it. */
    INTERVAL_DIFFERS("advertisement interval is not ours"),
    /** Summed in another way than we send (RFC 9568 section 5.2.8 against RFC 5798 as it was read). */
    CHECKSUM_FORM_DIFFERS("checksum is of another form than ours"),
    /** We own the addresses and hear somebody else advertise them. */
    OWNER_HEARS_ADVERT("another router advertises the addresses that we own"),
    /** An IPv4 source outside the link's subnets, or an IPv6 source that is not link-local. */
    SOURCE_OFF_LINK("source address is not of this link"),
    /** The first IPv6 address is not link-local, as in our own list. */
    FIRST_ADDRESS_NOT_LINK_LOCAL("first IPv6 address is not link-local");

    private final String description;

    Note(String description) {
        this.description = description;
    }

    /** For a log line: a clause without the sender. */
    public String description() {
        return description;
    }
}
