package org.keepvip.daemon.script;

import java.util.List;
import java.util.Optional;
import org.keepvip.conf.model.RunAs;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.Account;
import org.keepvip.linux.process.CurrentProcess;

/**
 * Who runs a script, in the numbers the kernel takes. Asks the name service, so never on the loop.
 *
 * @param user who runs what does not say by whom; empty for keepalived_script if there is such a user, else the agent's
 *     own
 * @param secured whether the agent's own user does not stand in for keepalived_script
 * @param supplementaryGroups whether scripts get the other groups of their user
 */
record Identities(Optional<RunAs> user, boolean secured, boolean supplementaryGroups) {
    private static final String STANDARD = "keepalived_script";

    /** Empty for who the agent is anyway: no right is needed to stay oneself. */
    Optional<Program.Identity> of(Optional<RunAs> runAs) throws RefusedException {
        try {
            Optional<RunAs> wanted = runAs.or(() -> user);
            return wanted.isPresent() ? named(wanted.get()) : standard();
        } catch (ErrnoException e) {
            throw new RefusedException("the user database does not answer: " + e.getMessage(), "see nsswitch.conf");
        }
    }

    private Optional<Program.Identity> standard() throws RefusedException, ErrnoException {
        Optional<Account> account = Account.named(STANDARD);
        if (account.isEmpty() && secured) {
            throw new RefusedException(
                    "enable_script_security demands a user to run it, and there is no " + STANDARD,
                    "useradd --system " + STANDARD + ", or write script_user in global_defs");
        }
        return account.flatMap(found -> identity(found, found.gid()));
    }

    private Optional<Program.Identity> named(RunAs runAs) throws RefusedException, ErrnoException {
        String name = runAs.user();
        Optional<Account> found = Account.named(name);
        if (found.isEmpty() && isNumber(name)) {
            found = Account.numbered(Integer.parseInt(name));
        }
        if (found.isEmpty()) {
            throw new RefusedException("there is no user " + name, "useradd --system " + name);
        }
        return identity(
                found.get(),
                runAs.group().isPresent()
                        ? group(runAs.group().get())
                        : found.get().gid());
    }

    private static int group(String name) throws RefusedException, ErrnoException {
        Optional<Integer> found = Account.group(name);
        if (found.isEmpty() && isNumber(name)) {
            return Integer.parseInt(name);
        }
        return found.orElseThrow(() -> new RefusedException("there is no group " + name, "groupadd --system " + name));
    }

    private static boolean isNumber(String text) {
        return text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Optional<Program.Identity> identity(Account account, int gid) {
        List<Integer> groups = supplementaryGroups ? account.groups() : List.of();
        boolean same = account.uid() == CurrentProcess.uid() && gid == CurrentProcess.gid() && groups.isEmpty();
        return same ? Optional.empty() : Optional.of(new Program.Identity(account.uid(), gid, groups));
    }
}
