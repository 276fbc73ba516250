"""The first tables."""

import peelian.web.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "uid",
                    models.CharField(
                        default=peelian.web.models.new_uid,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("username", models.CharField(max_length=150, unique=True)),
                ("role", models.CharField(max_length=40)),
                ("force", models.CharField(blank=True, max_length=60)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stream", models.CharField(max_length=12)),
                ("sequence", models.BigIntegerField()),
                ("at", models.CharField(max_length=40)),
                ("payload", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "db_table": "ledger",
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "sequence"), name="ledger_one_place"),
                    models.UniqueConstraint(fields=("stream", "previous"), name="ledger_one_next"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                (
                    "stream",
                    models.CharField(max_length=12, primary_key=True, serialize=False),
                ),
                ("sequence", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.CharField(max_length=40)),
                ("signature", models.CharField(max_length=128)),
                ("public_key", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "ledger_head",
            },
        ),
        migrations.CreateModel(
            name="GovernanceRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=24)),
                ("uid", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField()),
                ("newest", models.BooleanField()),
                ("tool", models.CharField(max_length=80)),
                ("force", models.CharField(max_length=60)),
                ("state", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=200)),
                ("first_kept_at", models.DateTimeField()),
                ("body", models.TextField()),
            ],
            options={
                "db_table": "governance",
                "indexes": [
                    models.Index(fields=["kind", "about", "newest"], name="governance_about"),
                    models.Index(
                        fields=["kind", "tool", "force", "newest"], name="governance_tool"
                    ),
                    models.Index(fields=["kind", "state", "newest"], name="governance_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "uid", "version"), name="governance_version"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProblemReport",
            fields=[
                (
                    "uid",
                    models.CharField(
                        default=peelian.web.models.new_uid,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tool", models.CharField(blank=True, db_index=True, max_length=80)),
                ("page", models.CharField(max_length=300)),
                ("words", models.TextField()),
                ("reported_by", models.CharField(max_length=64)),
                ("reported_at", models.DateTimeField()),
            ],
            options={
                "db_table": "problem_report",
            },
        ),
        migrations.CreateModel(
            name="RecommendationRow",
            fields=[
                ("uid", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tool", models.CharField(db_index=True, max_length=80)),
                ("title", models.TextField()),
                ("force", models.CharField(max_length=60)),
                ("mode", models.CharField(max_length=20)),
                ("created_by", models.CharField(max_length=64)),
                ("payload", models.TextField()),
                ("status", models.CharField(db_index=True, max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("terms", models.TextField(default="{}")),
            ],
            options={
                "db_table": "recommendation",
            },
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_digest", models.CharField(db_index=True, max_length=64)),
                ("address", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="ToolRun",
            fields=[
                (
                    "uid",
                    models.CharField(
                        default=peelian.web.models.new_uid,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tool", models.CharField(db_index=True, max_length=80)),
                ("started_by", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("state", models.CharField(db_index=True, max_length=20)),
                ("doing", models.CharField(blank=True, max_length=200)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(null=True)),
                ("summary", models.TextField(blank=True)),
                ("error", models.TextField(blank=True)),
                ("files", models.TextField(default="[]")),
            ],
            options={
                "db_table": "tool_run",
            },
        ),
    ]
