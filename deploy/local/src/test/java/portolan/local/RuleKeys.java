// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;

/** Keys of people who take steps with rule sets, made as they make them. */
public final class RuleKeys {
    private static final String FAR_AWAY = "2999-12-31";

    private RuleKeys() {}

    /** Makes NAME.key and NAME.pub in a folder. */
    public static void make(Path folder, String name, String roles) {
        make(folder, name, roles, FAR_AWAY);
    }

    static void make(Path folder, String name, String roles, String lastDay) {
        CommandRun.of("rules", "keygen", name, "--roles", roles, "--last-day", lastDay, "--keys", folder)
                .assertDone();
    }
}
