# What README names. Every target sets up what it needs.
MVN := mvn -B -q
PYTHON ?= python3
VENV := .venv/.ready
LOCAL := PYTHONPATH=local .venv/bin/python -m aurora_local
JARS := target/.jars
SOURCES := $(shell find functions -path '*/src/main/*' -type f 2>/dev/null) pom.xml $(wildcard functions/*/pom.xml)
# Functions of the module slack, which judge nothing and so get no baseline.
OUTPUTS := Slack Chat Outcome Audit
# Every other function of the template: XFunction is built from the module functions/x, and XRestoreFunction as well.
FUNCTIONS := $(filter-out $(OUTPUTS),$(shell sed -n 's/^  \([A-Z][A-Za-z]*\)Function:$$/\1/p' template.yaml))
CHECK = "$$(local/find-java)" -cp functions/cli/target/cli-0.1.0-SNAPSHOT-function.jar \
  dev.auroraguardrails.baseline.BaselineCheck
BASELINE ?= baseline.yaml
ARTIFACTS ?= target/artifacts
HARNESS ?= ../shared/bench
WARM ?= 120
COLD ?= 10

.PHONY: help demo local test bench replay-bench deploy forward build artifacts controls format clean tools build-RdsFunction build-NetworkFunction build-IamFunction

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 16

demo: $(VENV) $(JARS) ## break an Aurora account on a local AWS and watch the guard put it back
	@$(MAKE) -s artifacts BASELINE=local/demo-baseline.yaml ARTIFACTS=.local/artifacts
	@$(LOCAL) demo --artifacts .local/artifacts --ric functions/conformance/target/ric

local: $(VENV) $(JARS) ## keep a local AWS with the guard running, to try your own calls on
	@$(MAKE) -s artifacts BASELINE=local/demo-baseline.yaml ARTIFACTS=.local/artifacts
	@$(LOCAL) serve --artifacts .local/artifacts --ric functions/conformance/target/ric

test: $(VENV) tools ## every test
	mvn -B -ntp -Pbench verify
	@mkdir -p target && touch $(JARS)
	.venv/bin/ruff check -q local && .venv/bin/ruff format -q --check local
	.venv/bin/sam validate --lint --template template.yaml --region us-east-1
	.venv/bin/sam validate --lint --template template-forward.yaml --region us-east-1
	@$(MAKE) -s artifacts BASELINE=local/demo-baseline.yaml ARTIFACTS=.local/artifacts
	PYTHONPATH=local .venv/bin/python -m pytest -q local/tests

bench: $(JARS) $(VENV) ## what reading, judging and deciding cost; side by side with other tools, where HARNESS is
	@$(MVN) -Pbench -pl bench -am package -DskipTests
	@"$$(local/find-java)" -XX:+UseSerialGC -cp 'bench/target/classes:bench/target/lib/*' org.openjdk.jmh.Main $(JMH)
	@if [ -f $(HARNESS)/run_event.py ]; then bench/side-by-side $(HARNESS) $(WARM) $(COLD); \
	 else echo "No harness at $(HARNESS): set HARNESS to compare with other tools."; fi

replay-bench: $(JARS) $(VENV) ## records a second and peak memory of `guardrails replay`: SIZES='100 600' in MB
	@.venv/bin/python bench/replay.py $(SIZES)

deploy: $(VENV) $(JARS) ## deploy to the account of this shell's credentials: REGION, EMAIL, STACK, BASELINE, DRY_RUN=yes
	@REGION='$(REGION)' EMAIL='$(EMAIL)' STACK='$(STACK)' BASELINE='$(BASELINE)' OTHER_REGIONS='$(OTHER_REGIONS)' SECOND_TOPIC='$(SECOND_TOPIC)' DRY_RUN='$(DRY_RUN)' ./deploy

forward: $(VENV) ## have another Region's events sent to the guard: REGION, HUB, STACK, DRY_RUN=yes
	@REGION='$(REGION)' HUB='$(HUB)' STACK='$(STACK)' DRY_RUN='$(DRY_RUN)' ./deploy forward

build: $(JARS) artifacts ## the functions' artifacts, with baseline.yaml packed into each

# The baseline is checked once and packed into each artifact.
artifacts: $(JARS)
	@$(CHECK) $(BASELINE) $(ARTIFACTS)
	@for family in $(FUNCTIONS); do \
	  $(MAKE) -s pack MODULE=$$(echo $$family | sed 's/Restore$$//' | tr A-Z a-z) TO=$(ARTIFACTS)/$${family}Function \
	    && cp $(ARTIFACTS)/baseline.json $(ARTIFACTS)/$${family}Function/ || exit 1; \
	done
	@for output in $(OUTPUTS); do \
	  $(MAKE) -s pack MODULE=slack TO=$(ARTIFACTS)/$${output}Function || exit 1; \
	done

# What `sam build` calls, one at a time, with ARTIFACTS_DIR set.
.PHONY: $(FUNCTIONS:%=build-%Function)
$(FUNCTIONS:%=build-%Function): build-%Function: $(JARS)
	@$(MAKE) -s pack MODULE=$$(echo $* | sed 's/Restore$$//' | tr A-Z a-z) TO=$(ARTIFACTS_DIR)
	@$(CHECK) $(BASELINE) $(ARTIFACTS_DIR)

.PHONY: build-SlackFunction build-ChatFunction build-OutcomeFunction build-AuditFunction
build-SlackFunction build-ChatFunction build-OutcomeFunction build-AuditFunction: $(JARS)
	@$(MAKE) -s pack MODULE=slack TO=$(ARTIFACTS_DIR)

.PHONY: pack
pack:
	@mkdir -p $(TO)/lib
	@cp functions/$(MODULE)/target/$(MODULE)-0.1.0-SNAPSHOT-function.jar $(TO)/lib/function.jar

controls: tools ## write CONTROLS.md anew
	$(MVN) -pl functions/conformance -am verify -Dtest=ControlsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dregenerate=true

format: $(VENV) tools ## format the code
	$(MVN) spotless:apply
	.venv/bin/ruff format -q local

clean: tools ## remove what was built
	$(MVN) clean
	rm -rf target .local

$(JARS): $(SOURCES) baseline.yaml | tools
	@echo "Building the functions ..."
	@$(MVN) package -DskipTests
	@mkdir -p target && touch $@

$(VENV): local/requirements.txt | tools
	@echo "Setting up the local AWS (once) ..."
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install -q --disable-pip-version-check -r local/requirements.txt
	@touch $@

tools:
	@local/find-java >/dev/null
	@command -v mvn >/dev/null || { echo "Aurora Guardrails needs Maven 3.8 or newer: install the package 'maven'." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Aurora Guardrails needs Python 3.11 or newer: install it, or set PYTHON to it." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Aurora Guardrails needs Python's venv: install the package 'python3-venv'." >&2; exit 1; }
