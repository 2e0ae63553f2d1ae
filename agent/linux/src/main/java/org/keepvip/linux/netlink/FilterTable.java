package org.keepvip.linux.netlink;

/**
 * An nf_tables table of family inet that keeps addresses and interfaces quiet.
 *
 * @param name of the table
 * @param priority of its chains: who filters earlier has a lower one; nft's filter is 0
 * @param counting whether what is dropped is counted
 * @param byIndex whether interfaces are told apart by index, not by name
 */
public record FilterTable(String name, int priority, boolean counting, boolean byIndex) {}
