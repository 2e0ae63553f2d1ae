package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;

/**
 * Where iproute2 keeps the names of tables, protocols, scopes, realms, fields and groups.
 *
 * @param shipped the directory that its makers fill
 * @param own the directory that the operator fills; its names count more
 */
public record Iproute(
        @Keyword(
                value = "iproute_usr_dir",
                since = "2.3.2",
                help = "Directory of iproute2's own rt_tables, rt_protos and the like.",
                otherwise = "/usr/lib/iproute2 and /usr/share/iproute2")
        Optional<String> shipped,

        @Keyword(
                value = "iproute_etc_dir",
                since = "2.3.2",
                help = "Directory of this machine's rt_tables, rt_protos and the like.",
                otherwise = "/etc/iproute2")
        Optional<String> own) {}
