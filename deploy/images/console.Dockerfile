# The portolan command, in an image without a shell, as its user 65532 (nonroot). From an unpacked distribution:
#   docker build -f images/console.Dockerfile -t portolan-console:0.2.0 .
#   docker run --rm --read-only --tmpfs /tmp portolan-console:0.2.0 --help
FROM gcr.io/distroless/java17-debian12:nonroot
ARG VERSION=0.2.0
LABEL org.opencontainers.image.title="Portolan console" \
      org.opencontainers.image.description="The portolan command: topics, rule sets, alerts, outcomes." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --chmod=0555 lib/ /opt/portolan/lib/
COPY --chmod=0555 rules/ /opt/portolan/rules/
COPY --chmod=0555 sbom/ /opt/portolan/sbom/
COPY --chmod=0555 THIRD-PARTY.txt /opt/portolan/THIRD-PARTY.txt
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -Djava.io.tmpdir=/tmp"
WORKDIR /opt/portolan
USER 65532:65532
# It runs one command and ends: how that ended, its exit code says.
HEALTHCHECK NONE
ENTRYPOINT ["/usr/bin/java", "-cp", "/opt/portolan/lib/*", "portolan.local.Portolan"]
CMD ["--help"]
