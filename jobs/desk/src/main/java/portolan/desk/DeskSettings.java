// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.desk.oidc.OidcSettings;
import portolan.desk.operations.EnginePlaces;
import portolan.desk.rules.RuleDeskSettings;
import portolan.desk.server.Accounts;
import portolan.desk.server.User;
import portolan.topics.KafkaAccess;

/**
 * What a desk is made of.
 *
 * @param kafka whose topics it shows and writes
 * @param data directory of its index, which the topics fill again where it is missing
 * @param keptDays so many days of filings and assessments are at hand
 * @param accounts who may sit at it
 * @param oidc the identity provider at which people also sign in; null for none
 * @param guests who may enter without a password; empty but in a demo
 * @param host where it listens
 * @param port 0 for any that is free
 * @param keyStore PKCS12 with the server's certificate; null for no TLS
 * @param keyStorePassword of that file
 * @param rules files and folders with texts of rule sets, beside those of the topic and the baseline
 * @param places of the engine, for operations, scorecard and audit
 * @param ruleDesk where rules are written, tried and signed
 * @param evidence how what people do is signed and sealed
 */
public record DeskSettings(
        KafkaAccess kafka,
        Path data,
        int keptDays,
        Accounts accounts,
        @Nullable OidcSettings oidc,
        List<User> guests,
        String host,
        int port,
        @Nullable Path keyStore,
        String keyStorePassword,
        List<Path> rules,
        EnginePlaces places,
        RuleDeskSettings ruleDesk,
        EvidenceSettings evidence) {
    public DeskSettings {
        guests = List.copyOf(guests);
        rules = List.copyOf(rules);
    }
}
