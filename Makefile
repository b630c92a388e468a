# Commands that must always work on a fresh machine. Each does its own set-up.
#
#   make demo    a cluster, the operator, real traffic: a good release promoted, a bad one rolled back
#   make test    every test, on a real cluster too          K8S=1.34.4 for another Kubernetes
#   make slow    the tests that repeat a race for many minutes
#   make safety  the operator killed at each of its writes, in each scenario; SCENARIO=aborted,deleted for some
#   make mutants the shell with one fault after the other: the test that is named beside each must fail
#   make check   format, static analysis, unit tests        under 2 minutes
#   make fmt     formats the code
#   make cli     kubectl-mulkko as a folder and an archive in cli/target
#   make bench-cli   how long `get` takes, against the cluster of KUBECONFIG or one of its own
#   make bench-history   how long `history` takes with 10,000 records
#   make bench-judge   how soon the judge finds a fault, how often it errs, what it costs; CASE=promotion for a part
#   make bench-queries   what one Prometheus is asked by 1,000 Rollouts, and who waits for whom
#   make bench-traffic   every router and case under load: nothing may be lost; ROUTER=HTTPRoute,Service CASE=undo for a part
#   make bench-rollback   how many failures people meet of a bad version before it is out; RUNS=5 for a few
#   make bench-dashboards   whether each query of each dashboard shows something of a running operator
#   make bench-rbac   which rights the chart gives the operator, and the scenario that first uses each; RIGHTS=Test1,Test2 for some
#   make bench-scale   what an operator costs beside 0, 1,000 and 10,000 resting Rollouts, and how soon a standby acts; SIZES=0,1000 for some
#   make bench-upgrade FROM=v0.1.0   that version, then this one, then that one again, with a canary at 40 % under load
#   make image   the operator as an archive for `docker load`, in operator/target/image, and a start of it against a cluster
#   make crds    generates the CRDs from the API types
#   make reference   writes the pages of the reference from the CRDs, the reasons, the metrics and the command line
#   make site    the documents as a site in target/site, every link checked
#   make doctor  names each missing program

SHELL := /bin/bash
JAVA_HOME := $(shell testbed/doctor --java-home)
export JAVA_HOME
export MULKKO_CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/mulkko
export KUBE_API_TEST_DIR ?= $(MULKKO_CACHE)

MVN := mvn -B -ntp -q -Dstyle.color=never
# Maven's own libraries call what newer Javas warn of.
export MAVEN_OPTS ?= --sun-misc-unsafe-memory-access=allow

.PHONY: demo test slow safety mutants check fmt cli bench-cli bench-history bench-judge bench-queries bench-traffic bench-rollback bench-dashboards bench-rbac bench-scale bench-upgrade image crds reference site doctor binaries clean

demo: doctor
	@testbed/binaries/build etcd kubernetes traefik gateway-api traefik-types prometheus
	@$(MVN) process-classes >&2
	@COLUMNS=$$(tput cols 2>/dev/null || echo 120) testbed/namespace/bin/java -XX:+UseSerialGC -Dlogback.configurationFile=logback-e2e.xml \
	  -cp "e2e/target/classes:$$(cat e2e/target/classpath)" dev.mulkko.e2e.demo.Demo

test: doctor binaries
	@mvn -B -ntp -Dstyle.color=never spotless:check verify

slow: doctor binaries
	@mvn -B -ntp -Dstyle.color=never verify -Dgroups=slow -Dexcluded.groups=alone

safety: doctor
	@testbed/binaries/build etcd kubernetes gateway-api traefik-types
	@$(if $(SCENARIO)$(PART),$(MVN) process-classes >&2,$(MVN) verify -Dgroups=safety,mutation -Dexcluded.groups=alone >&2)
	@testbed/namespace/bin/java -XX:+UseSerialGC -Djdk.tls.namedGroups=secp256r1 -Dlogback.configurationFile=logback-safety.xml \
	  -cp "e2e/target/classes:$$(cat e2e/target/classpath)" dev.mulkko.e2e.safety.Safety

mutants: doctor
	@testbed/binaries/build etcd kubernetes gateway-api traefik-types
	@$(MVN) -pl e2e -am verify -Dtest=ShellMutantTest -Dsurefire.failIfNoSpecifiedTests=false -Dexcluded.groups=none

check: doctor
	@$(MVN) spotless:check verify -Dexcluded.groups=cluster,mutation,safety
	@testbed/house

fmt: doctor
	@$(MVN) spotless:apply

cli: doctor
	@$(MVN) -Parchive -pl cli -am -DskipTests package
	@cli/assemble

bench-cli: cli
	@cli/bench

bench-history: cli binaries
	@cli/bench history

bench-judge: doctor
	@$(MVN) -pl bench -am -DskipTests package >&2
	@bench/judge

bench-queries: doctor
	@$(MVN) -pl bench -am -DskipTests package >&2
	@bench/queries

bench-traffic: doctor binaries
	@$(MVN) process-classes >&2
	@testbed/namespace/bin/java -XX:+UseSerialGC -Dlogback.configurationFile=logback-e2e.xml \
	  -cp "e2e/target/classes:$$(cat e2e/target/classpath)" dev.mulkko.e2e.bench.TrafficBench

bench-rollback: doctor
	@testbed/binaries/build etcd kubernetes traefik gateway-api traefik-types
	@$(MVN) process-classes >&2
	@testbed/namespace/bin/java -XX:+UseSerialGC -Dlogback.configurationFile=logback-e2e.xml \
	  -cp "e2e/target/classes:$$(cat e2e/target/classpath)" dev.mulkko.e2e.bench.RollbackBench

bench-dashboards: doctor
	@testbed/binaries/build etcd kubernetes traefik gateway-api traefik-types prometheus
	@$(MVN) process-classes >&2
	@testbed/namespace/bin/java -XX:+UseSerialGC -Dlogback.configurationFile=logback-e2e.xml \
	  -cp "e2e/target/classes:$$(cat e2e/target/classpath)" dev.mulkko.e2e.dashboards.DashboardBench

# Every test of e2e runs with the rights of the chart; at the end it is read from the audit log which were used. One that
# was missing makes it fail, and without RIGHTS one that nothing used in the cluster.
bench-rbac: doctor binaries
	@rm -f e2e/target/rights.txt
	@status=0; $(MVN) -pl e2e -am verify -Dtest='$(or $(RIGHTS),dev/mulkko/e2e/**)' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dmulkko.rights=$(CURDIR)/e2e/target/rights.txt >&2 || status=$$?; \
	cat e2e/target/rights.txt; ! grep '^REFUSED' e2e/target/rights.txt >/dev/null || status=1; \
	$(if $(RIGHTS),,grep -q '"granted":\([0-9]*\),"used":\1,' e2e/target/rights.txt || status=1;) exit $$status

bench-scale: doctor
	@testbed/binaries/build etcd kubernetes gateway-api traefik-types
	@$(MVN) process-classes >&2
	@testbed/namespace/bin/java -XX:+UseSerialGC -Dlogback.configurationFile=logback-e2e.xml \
	  -cp "e2e/target/classes:$$(cat e2e/target/classpath)" dev.mulkko.e2e.bench.scale.ScaleBench

bench-upgrade: doctor
	@$(if $(FROM),,$(error write which version comes before: FROM=<commit or tag>))
	@testbed/binaries/build etcd kubernetes traefik gateway-api traefik-types
	@$(MVN) process-classes >&2
	@former=$$(e2e/former/class-path $(FROM)) && testbed/namespace/bin/java -XX:+UseSerialGC -Dlogback.configurationFile=logback-e2e.xml \
	  -cp "e2e/target/classes:$$(cat e2e/target/classpath)" dev.mulkko.e2e.bench.UpgradeBench "$$former"

image: doctor
	@testbed/binaries/build etcd kubernetes gateway-api traefik-types
	@$(MVN) -Pimage -Dimage.architecture=$(if $(filter aarch64 arm64,$(shell uname -m)),arm64,amd64) -DskipTests package >&2
	@testbed/namespace/bin/java -XX:+UseSerialGC -Dlogback.configurationFile=logback-e2e.xml \
	  -cp "e2e/target/classes:$$(cat e2e/target/classpath)" dev.mulkko.e2e.image.ImageTrial operator/target/image/mulkko.tar

crds: doctor
	@$(MVN) -pl crds test-compile exec:java@crds

reference: doctor
	@testbed/binaries/build etcd kubernetes
	@$(MVN) -pl cli,operator -am verify -Dtest='ReferenceTest,MetricsPageTest#theTable*' -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true

site:
	@docs/site/build

doctor:
	@testbed/doctor

binaries:
	@testbed/binaries/build

clean:
	mvn -B -q clean
