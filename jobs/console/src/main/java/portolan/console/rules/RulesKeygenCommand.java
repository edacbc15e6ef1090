// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.SecretFile;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.VerifyingKey;

/** {@code portolan rules keygen NAME}: a pair of keys, with which somebody signs. */
@Command(
        name = "keygen",
        description = "Makes a pair of Ed25519 keys: NAME.key for its owner alone, and NAME.pub for the key"
                + " folder of everybody who checks signatures, the job's --rule-keys first.")
final class RulesKeygenCommand extends ConsoleCommand {
    @Parameters(paramLabel = "NAME", description = "who signs with it: small letters, digits, '.', '-' and '_'")
    private String name = "";

    @Option(names = "--keys", paramLabel = "DIR", description = "folder to write both to (default: ${DEFAULT-VALUE})")
    private Path keys = Path.of("rule-keys");

    @Option(
            names = "--roles",
            required = true,
            paramLabel = "ROLES",
            description = "what the key is for: author, approver and activator, separated by commas")
    private String roles = "";

    @Option(
            names = "--last-day",
            paramLabel = "YYYY-MM-DD",
            description = "last day on which it signs, in UTC (default: a year from today)")
    private @Nullable LocalDate lastDay;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out();
        if (!SigningKey.isName(name)) {
            throw new UnusableInputException(
                    "a name has 1 to 60 small letters, digits, '.', '-' and '_': found '" + name + "'");
        }
        Path secret = keys.resolve(name + ".key");
        Path open = keys.resolve(name + ".pub");
        SigningKey.Pair pair = SigningKey.generate();
        try {
            VerifyingKey shown = new VerifyingKey(
                    pair.publicKey(),
                    VerifyingKey.roles(roles),
                    Objects.requireNonNullElseGet(
                            lastDay, () -> LocalDate.now(Clock.systemUTC()).plusYears(1)));
            Files.createDirectories(keys);
            SecretFile.write(secret, pair.privateKey().getBytes(StandardCharsets.US_ASCII));
            Files.writeString(open, shown.file(), StandardOpenOption.CREATE_NEW);
        } catch (GeneralSecurityException e) {
            throw new UnusableInputException(String.valueOf(e.getMessage()), e);
        } catch (FileAlreadyExistsException e) {
            throw new UnusableInputException(
                    "there is a key already, and what it signed needs it: " + e.getMessage(), e);
        } catch (IOException e) {
            err().println("the keys cannot be written: " + e);
            return RuleErrand.FAILED;
        }
        out.println(secret + "   keep it to yourself");
        out.println(open + "   give it to everybody who checks signatures");
        return RuleErrand.OK;
    }
}
