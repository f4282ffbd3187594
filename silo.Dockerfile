# The image of silos and gateways alike: SERVICE_ROLE decides what a container is. Build it from the repository's root:
#   docker build -f silo.Dockerfile -t callqueue-silo:0.1.0 .

# Publishing gives portable code, so the build always runs on the builder's own processor, whatever the image is for.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
# The cache keeps packages between builds, so no list of project files has to be copied first and kept up to date.
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/CallQueue -c Release -o /app --nologo -p:UseAppHost=false

# Chiseled rather than Alpine: glibc, for which SQLite's and every other native library is tested, and neither shell nor
# package manager for an intruder. It has no ICU and no time zone files; the product needs neither (invariant
# globalization; NodaTime brings its own zones).
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS silo
WORKDIR /app
COPY --from=build /app ./
# The base image asks for port 8080 by this variable. Ours is PORT, and a worker opens none.
ENV ASPNETCORE_HTTP_PORTS=
EXPOSE 8000 11111 30000
# The base image's user by its number: Kubernetes can't tell from a name that it is not root.
USER 1654
# Exec form, since there is no shell. Start-up may take two tries: a silo that can't join after 20 s exits and is restarted.
# Switch it off for SERVICE_ROLE=worker, which has no HTTP port to ask.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s --retries=3 \
    CMD ["dotnet", "callqueue.dll", "health"]
ENTRYPOINT ["dotnet", "callqueue.dll"]
