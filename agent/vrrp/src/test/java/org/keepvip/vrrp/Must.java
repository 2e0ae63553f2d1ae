package org.keepvip.vrrp;

/**
 * What RFC 3768, 5798 and 9568 demand (MUST, MUST NOT) of the state machine and of what the MASTER holds. The sections
 * are those of RFC 9568 unless the constant says otherwise.
 */
enum Must {
    OWNER_STARTS_AS_MASTER("6.4.1", "the owner sends an advert, announces its addresses and transitions to Active"),
    OTHERS_START_AS_BACKUP("6.4.1", "others set the down timer and transition to Backup"),
    BACKUP_TAKES_OVER("6.4.2", "the down timer fires: advert, announcements, Active"),
    BACKUP_STOPS_SILENTLY("6.4.2", "Shutdown in Backup: cancel the timer, Initialize"),
    BACKUP_RELEASED("6.4.2", "priority 0: the down timer is set to Skew_Time"),
    BACKUP_FOLLOWS("6.4.2", "priority >= ours: adopt the interval, recompute, reset the down timer"),
    BACKUP_KEEPS_WITHOUT_PREEMPT("6.4.2", "Preempt_Mode false: any priority resets the down timer"),
    BACKUP_DISCARDS_LOWER("6.4.2", "lower priority and Preempt_Mode: discard"),
    BACKUP_DOES_NOT_ANSWER("6.4.2", "a Backup does not respond to ARP or ND for the addresses"),
    MASTER_ADVERTISES("6.4.3", "the advert timer fires: advert, reset the timer"),
    MASTER_STOPS_WITH_RELEASE("6.4.3", "Shutdown in Active: an advert with priority 0, Initialize"),
    MASTER_ANSWERS_RELEASE("6.4.3", "priority 0: send an advert, reset the timer"),
    MASTER_YIELDS_TO_HIGHER("6.4.3", "a higher priority: adopt the interval, set the down timer, Backup"),
    MASTER_YIELDS_TO_HIGHER_ADDRESS("6.4.3", "equal priority and a greater address: Backup"),
    TIE_IS_UNSIGNED("6.4.3", "addresses compare as unsigned integers in network byte order"),
    MASTER_ASSERTS_ITSELF("6.4.3", "a losing advert: discard and send an advert at once"),
    MASTER_ANSWERS("6.4.3", "the Active router responds to ARP and ND for the addresses"),
    MASTER_IGNORES_PREEMPT_MODE("6.4.3", "Preempt_Mode plays no part in Active"),
    OWNER_ALWAYS_PREEMPTS("6.1", "the owner always preempts"),
    OWNER_PRIORITY_IS_255("5.2.4", "priority 255 for the owner, 1 to 254 for others, 0 to release"),
    INTERVAL_IS_OWN("5.2.7", "the advert carries the sender's own interval"),
    INTERVAL_RULES_THE_WAIT("6.1", "Active_Adver_Interval is learned, and own on becoming Active"),
    SKEW("6.1", "Skew_Time is ((256 - priority) * Active_Adver_Interval) / 256"),
    SKEW_VERSION_2("RFC 3768 6.1", "Skew_Time is (256 - priority) / 256 seconds"),
    DISCARDED_MEANS_DISCARDED("7.1", "a packet that fails a check has no effect"),
    ANNOUNCE_EACH_ADDRESS("6.4.2", "a gratuitous ARP or unsolicited NA for each address"),
    NO_ANNOUNCEMENT_BEFORE_THE_ADDRESS("8.1.2", "no gratuitous ARP or ND before the address is configured"),
    FORWARDING(
            "6.4.3", "the Active router forwards frames sent to the virtual MAC: the kernel's, as a server's address"),
    ACCEPT_MODE("6.4.3", "Accept_Mode false: packets to the addresses are not accepted: keepalived's default accepts");

    private final String section;
    private final String rule;

    Must(String section, String rule) {
        this.section = section;
        this.rule = rule;
    }

    @Override
    public String toString() {
        return name() + " (" + section + "): " + rule;
    }
}
