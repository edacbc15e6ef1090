// SPDX-License-Identifier: Apache-2.0
package portolan.desk.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Accounts;
import portolan.desk.server.Door;
import portolan.desk.server.Federation;
import portolan.desk.server.User;

/**
 * Local accounts, and people of an identity provider. One person is one name by whichever way they come: a local account
 * is open only where the settings say whose of the provider it is, and that subject then has its name. Whom the provider
 * calls as any other local account is called does not come in, nor does whoever was given an account after they came in
 * under another name.
 */
public final class FederatedDoor implements Door, Federation {
    private final Accounts accounts;
    private final OidcSettings settings;
    private final Provider provider;
    private final Persons persons;

    /** @param names file of what people are called, made where it is missing */
    public FederatedDoor(Accounts accounts, OidcSettings settings, Path names, Clock clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.provider = new Provider(settings, clock);
        this.persons = new Persons(names);
    }

    @Override
    public Optional<Entrance> enter(String name, String password, String kept) throws IOException {
        return accounts.enter(name, password, kept)
                .filter(entrance ->
                        settings.persons().containsValue(entrance.user().name()));
    }

    /** Offices of grants are somebody's as well, whoever comes in by them. */
    @Override
    public List<User> users() {
        return Stream.concat(
                        accounts.users().stream(), settings.grants().stream().map(grant -> grant.user(grant.value())))
                .toList();
    }

    @Override
    public boolean isStill(User user, String proof) throws IOException {
        return proof.startsWith(PROOF) || accounts.isStill(user, proof);
    }

    @Override
    public @Nullable Federation federation() {
        return this;
    }

    @Override
    public About about() {
        return new About(
                settings.title(),
                settings.help(),
                "https".equals(settings.base().getScheme()));
    }

    @Override
    public URI page(String state, String nonce, String verifier) throws IOException {
        return provider.page(state, nonce, verifier);
    }

    @Override
    public Arrival enter(String code, String issuer, String nonce, String verifier, Instant begun, String from)
            throws Refusal, IOException {
        JwtClaims claims = provider.claims(code, issuer, nonce, verifier, begun);
        String subject = String.valueOf(claims.getClaimValue("sub"));
        String said = claims.getClaimValue(settings.nameClaim()) instanceof String name ? name : subject;
        String known = "issuer=" + settings.issuer() + ", subject=" + subject;
        // Last: people may choose it, and it could look like any other field.
        String called = ", called=" + said;
        OidcSettings.Grant grant = settings.grant(values(claims.getClaimValue(settings.roleClaim())));
        if (grant == null) {
            throw new Refusal(Why.NO_ROLE, said, known + ", no role" + called);
        }
        String linked = settings.persons().get(subject);
        if (linked == null && (isTaken(said.toLowerCase(Locale.ROOT)) || isTaken(Persons.plain(said)))) {
            throw new Refusal(Why.SAME_NAME, said, known + ", as a local account is" + called);
        }
        if (linked != null && persons.isKnown(settings.issuer().toString(), subject)) {
            throw new Refusal(Why.SAME_NAME, said, known + ", came in under another name before" + called);
        }
        String name = linked == null ? persons.name(settings.issuer().toString(), subject, said) : linked;
        return new Arrival(grant.user(name), known + ", by=" + grant.value() + called);
    }

    private boolean isTaken(String name) throws IOException {
        return accounts.find(name) != null;
    }

    private static List<String> values(@Nullable Object claim) {
        if (claim instanceof List<?> several) {
            return several.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return claim instanceof String one ? List.of(one) : List.of();
    }
}
